//! Whoever watched the story, in the place of an owner.

use super::output::{Language, Output, Told};
use super::world::World;

/// An owner whose letter is still sealed.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The name.
    pub name: String,
    /// The telephone that the second code comes to.
    pub phone: String,
    /// The code of the letter.
    pub code: String,
}

/// Says where to go on looking around.
pub fn invite(world: &impl World, language: Language, guest: Option<&Guest>) -> anyhow::Result<()> {
    let output = Output::new(language)?;
    output.finish();
    let address = world.address();
    let docs = format!("{address}/docs/");
    output.tell(&Told::new(
        format!("服务仍在运行（按 Ctrl-C 结束），接口文档：{docs}"),
        format!("The service goes on (Ctrl-C ends it); API documentation: {docs}"),
    ))?;
    if !world.shows_client() {
        let told = Told::new(
            "没有网页客户端：构建它需要 Node 20 和 npm。",
            "There is no web client: building it takes Node 20 with npm.",
        );
        return Ok(output.tell(&told)?);
    }
    output.tell(&Told::new(format!("网页客户端：{address}/"), format!("The web client: {address}/")))?;
    let Some(Guest { name, code, .. }) = guest else { return Ok(()) };
    let link = format!("{address}/activate#code={code}");
    Ok(output.tell(&Told::new(
        format!("以业主{name}的身份试用：{link}（短信验证码会显示在这里）"),
        format!("To try it as the owner {name}: {link} (what comes to the telephone is shown here)"),
    ))?)
}

/// Shows what came to the telephone of the guest.
pub fn show_message(language: Language, text: &str) -> anyhow::Result<()> {
    let output = Output::new(language)?;
    output.finish();
    Ok(output.tell(&Told::new(format!("短信：{text}"), format!("Text message: {text}")))?)
}
