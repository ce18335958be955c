//! Registers as secretaries upload them.

/// Three units of two owners, one of whom is a child with a guardian.
pub const REGISTER: &str = "\
unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,email,acting_role,acting_name,acting_phone
1-0101,1,,1,0101,dwelling,88.10,register,delivered,o-1,natural,王芳,13800001111,wang@example.org,,,
1-0102,1,,1,0102,dwelling,120.5,survey,delivered,o-2,natural,李小龙,,,guardian,李大龙,13900002222
1-0103,1,,1,0103,shop,45,contract,delivered,o-1,natural,王芳,13800001111,wang@example.org,,,
";

/// The same with another telephone number, one unit less and another one more.
pub const CHANGED: &str = "\
unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,email,acting_role,acting_name,acting_phone
1-0101,1,,1,0101,dwelling,88.10,register,delivered,o-1,natural,王芳,13800009999,wang@example.org,,,
1-0102,1,,1,0102,dwelling,120.5,survey,delivered,o-2,natural,李小龙,,,guardian,李大龙,13900002222
1-0104,1,,1,0104,shop,45,contract,delivered,o-3,natural,张伟,,,,,
";

/// Rows with mistakes in rows 2, 3 and 4.
pub const MISTAKEN: &str = "\
unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,email,acting_role,acting_name,acting_phone
1-0101,1,,1,0101,palace,88.10,register,delivered,o-1,natural,王芳,,,,,
1-0102,1,,1,0102,dwelling,large,register,delivered,o-2,natural,,,,,,
1-0103,1,,ground,0103,shop,45,contract,delivered,o-1,natural,王小芳,,,,,
";
