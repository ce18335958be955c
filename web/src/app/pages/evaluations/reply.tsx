import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Choices } from "../../../design/forms.tsx";
import { Card, Facts } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { evaluations as words, RATINGS } from "../../../i18n/evaluations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { signatureOf } from "../../life/signature.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Shown } from "../../pieces/shown.tsx";
import type { Community } from "../../within.tsx";
import type { EvaluationShown } from "./evaluation.tsx";

interface Replying {
  community: Community;
  of: EvaluationShown;
}

/** What an owner answered last, and while the evaluation is open the form to answer. */
export function Reply({ community, of }: Replying) {
  const { t } = useSpeech();
  const { community: id } = community;
  const mine = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/evaluations/{process}/answers/mine", {
          params: { path: { community: id, process: of.process } },
        }),
      ),
    [id, of.process],
  );
  const rated = (rating: string | undefined) =>
    rating === undefined ? t(words.no_answer) : t(worded(RATINGS, rating));
  return (
    <Shown of={mine}>
      {(replies) => (
        <>
          {replies.map(({ entry, answers }) => (
            <Card key={entry} title={t(words.mine)}>
              <Facts
                facts={of.questions.map(({ question, text }) => [
                  text,
                  rated(answers.find((one) => one.question === question)?.rating),
                ])}
              />
            </Card>
          ))}
          {of.state === "open" && <Form community={community} of={of} after={mine.again} />}
        </>
      )}
    </Shown>
  );
}

const NONE = "";

function Form({ community, of, after }: Replying & { after(): void }) {
  const { t } = useSpeech();
  const [said, change, clear] = useDraft<Record<string, string>>(`evaluation ${of.process}`, {});
  const answers = of.questions.flatMap(({ question }) => {
    const rating = said[question] ?? NONE;
    return rating === NONE ? [] : [{ question, rating }];
  });
  const ratings = [
    ...Object.entries(RATINGS).map(([value, sentence]) => ({ value, label: t(sentence) })),
    { value: NONE, label: t(words.no_answer) },
  ];
  return (
    <Deed
      title={t(words.answer)}
      what={`${t(words.answer_what)} ${t(words.secret)}`}
      review={of.questions.map(({ question, text }) => {
        const rating = said[question] ?? NONE;
        return [text, rating === NONE ? t(words.no_answer) : t(worded(RATINGS, rating))] as const;
      })}
      sure={t(words.answer_sure)}
      ready={answers.length > 0}
      done={t(words.answered)}
      open
      signature={signatureOf(community, {
        noun: "evaluation",
        roles: ["owner"],
        process: of.process,
        deed: () => ({ evaluation: { did: "answer", answers } }),
      })}
      after={() => {
        clear();
        after();
      }}
    >
      {of.questions.map(({ question, text }) => (
        <Choices
          key={question}
          legend={text}
          name={`rating ${question}`}
          value={said[question] ?? NONE}
          options={ratings}
          change={(rating) => change({ ...said, [question]: rating })}
        />
      ))}
    </Deed>
  );
}
