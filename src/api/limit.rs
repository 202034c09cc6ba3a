//! Limits that depend on other parameters, and are checked apart from the rest.

use super::Call;
use crate::{message::Message, param::LimitWish, release::Validation, wiki::Right};

impl Call<'_> {
    /// How many rows the parameter `limit` asks for, if so many are the most, and so many with `apihighlimits`.
    pub fn checked_limit(&mut self, wish: Option<LimitWish>, max: i64, high: i64) -> usize {
        let most = if self.may(Right::ApiHighLimits) { high } else { max };
        let rows = match wish {
            None => 10,
            Some(LimitWish::Max) => {
                let name = self.module.name;
                self.result.node_mut("limits").set(name, most);
                most
            }
            Some(LimitWish::Rows(rows)) if rows > most => {
                self.warn_of_limit(rows, most, max, high);
                most
            }
            Some(LimitWish::Rows(rows)) => rows,
        };
        rows as usize
    }

    fn warn_of_limit(&mut self, rows: i64, most: i64, max: i64, high: i64) {
        if self.profile().validation == Validation::BySettings {
            let key = if most == high {
                "apierror-integeroutofrange-abovebotmax"
            } else {
                "apierror-integeroutofrange-abovemax"
            };
            let message = Message::new(key)
                .coded("integeroutofrange")
                .arg(self.param_name("limit"))
                .int(most)
                .int(rows)
                .detail("min", 1)
                .detail("max", max)
                .detail("botMax", high);
            return self.warn(message);
        }
        let message = Message::new("paramvalidator-outofrange-minmax")
            .coded("outofrange")
            .plain(self.param_name("limit"))
            .plain(rows.to_string())
            .number(1)
            .number(most)
            .detail("min", 1)
            .detail("curmax", most)
            .detail("max", max)
            .detail("highmax", high);
        self.warn(message);
    }
}
