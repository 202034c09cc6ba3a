//! What every floor stands on: text, time, chance and digests. Time and chance enter the house only here.

mod chance;
mod clock;
pub mod digest;
pub mod entity;
mod rsa;
pub mod stamp;
mod text;
pub mod url;

pub use chance::{Chance, OsChance, SeededChance};
pub use clock::{Clock, SetClock, SystemClock};
pub use rsa::RsaKey;
pub use stamp::Timestamp;
pub use text::Text;
