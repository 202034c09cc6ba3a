//! What parameters become: how each type is read from what was given.

use super::*;

impl<'r> Read<'r> for bool {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        let _ = now;
        Some(false)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(field) = reader.field(param) else { return Ok(false) };
        reader.check_deprecated(param, field.value().unwrap_or_default());
        Ok(true)
    }
}

impl<'r> Read<'r> for Option<&'r str> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        match now.preset {
            Preset::None => Some(None),
            Preset::Text(text) => Some(Some(text)),
            Preset::Number(_) => None,
        }
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        reader.text(param)
    }
}

impl<'r> Read<'r> for &'r str {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        match now.preset {
            Preset::None => Some(""),
            Preset::Text(text) => Some(text),
            Preset::Number(_) => None,
        }
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        Ok(reader.text(param)?.unwrap_or_default())
    }
}

impl<'r> Read<'r> for Option<UserName> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(value) = reader.text(param)? else { return Ok(None) };
        Ok(Some(reader.user_name(param, value)))
    }
}

impl<'r> Read<'r> for Option<Vec<UserName>> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        reader.values(param, |reader, value| {
            reader.check(param, value, true)?;
            Ok(reader.user_name(param, value))
        })
    }
}

impl<'r> Read<'r> for Option<Vec<&'r str>> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let listed = (matches!(param.kind, Kind::Tags) && reader.surroundings.profile().lists_tags_to_put)
            .then(|| reader.surroundings.list(List::Tags));
        let values = reader.values(param, |reader, value| {
            reader.check(param, value, true)?;
            match &listed {
                Some(tags) if !tags.iter().any(|tag| tag.as_str() == value) => {
                    Err(reader.unrecognized(param, value, true, tags.clone()))
                }
                _ => Ok(value),
            }
        })?;
        if let (Some(values), Kind::Tags) = (&values, param.kind) {
            reader.check_tags(values)?;
        }
        Ok(values)
    }
}

impl<'r> Read<'r> for Vec<&'r str> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then(Self::default)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        Ok(Option::read(reader, param)?.unwrap_or_default())
    }
}

impl<'r> Read<'r> for Option<Chosen> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let release = reader.release;
        let now = param.in_release(release);
        if reader.is_all(param) {
            let all = match now.kind {
                Kind::Choice(choices) => {
                    choices.iter().filter(|choice| choice.is_in(release)).map(|choice| choice.name).collect()
                }
                Kind::Submodules(group) => reader.surroundings.modules(group).into(),
                _ => SmallVec::new(),
            };
            return Ok(Some(Chosen(all)));
        }
        if param.multi.is_none() {
            let word = match reader.given(param)? {
                None => return Ok(None),
                Some((value, true)) => reader.check_single(param, value)?,
                Some((preset, false)) => reader.word(now, preset),
            };
            return Ok(Some(Chosen(SmallVec::from_slice(&[word.unwrap_or_default()]))));
        }
        let words = reader
            .few_values(param, |reader, value| Ok(reader.check(param, value, true)?.unwrap_or_default()))?;
        Ok(words.map(Chosen))
    }
}

impl<'r> Read<'r> for Chosen {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then(Self::default)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        Ok(Option::read(reader, param)?.unwrap_or_default())
    }
}

impl<'r> Read<'r> for Option<i64> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        match now.preset {
            Preset::None => Some(None),
            Preset::Number(number) => Some(Some(number)),
            Preset::Text(_) => None,
        }
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(value) = reader.text(param)? else {
            return Ok(match param.in_release(reader.release).preset {
                Preset::Number(number) => Some(number),
                _ => None,
            });
        };
        let number = reader.integer(param, value)?;
        reader.clamp(param, number, value).map(Some)
    }
}

impl<'r> Read<'r> for i64 {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        match now.preset {
            Preset::None => Some(0),
            Preset::Number(number) => Some(number),
            Preset::Text(_) => None,
        }
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        Ok(Option::read(reader, param)?.unwrap_or_default())
    }
}

impl<'r> Read<'r> for Option<Vec<i64>> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        reader.values(param, |reader, value| {
            let number = reader.integer(param, value)?;
            reader.clamp(param, number, value)
        })
    }
}

impl<'r> Read<'r> for Option<Limit> {
    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(value) = reader.text(param)? else {
            return Ok(match param.in_release(reader.release).preset {
                Preset::Number(number) => Some(Limit(number as usize)),
                _ => None,
            });
        };
        if value == "max" {
            let most = reader.note_most(param);
            return Ok(Some(Limit(most as usize)));
        }
        let number = reader.integer(param, value)?;
        Ok(Some(Limit(reader.clamp(param, number, value)? as usize)))
    }
}

impl<'r> Read<'r> for Option<LimitWish> {
    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(value) = reader.text(param)? else { return Ok(None) };
        if value == "max" {
            reader.note_most(param);
            return Ok(Some(LimitWish::Max));
        }
        let number = reader.integer(param, value)?;
        Ok(Some(LimitWish::Rows(reader.clamp(param, number, value)?)))
    }
}

impl<'r> Read<'r> for Limit {
    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        Ok(Option::read(reader, param)?.unwrap_or(Limit(10)))
    }
}

impl<'r> Read<'r> for Option<Timestamp> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(value) = reader.text(param)? else { return Ok(None) };
        if matches!(param.in_release(reader.release).kind, Kind::Text) {
            // Some times were plain text before, and what was none was left out in silence.
            return Ok(Timestamp::parse(value, reader.surroundings.now()));
        }
        reader.time(param, value).map(Some)
    }
}

impl<'r> Read<'r> for Option<Expiry> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(value) = reader.text(param)? else { return Ok(None) };
        reader.expiry(param, value).map(Some)
    }
}

impl<'r> Read<'r> for Option<Vec<Timestamp>> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        reader.values(param, |reader, value| reader.time(param, value))
    }
}

impl<'r> Read<'r> for Option<i32> {
    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let Some(value) = reader.text(param)? else {
            return Ok(match param.in_release(reader.release).preset {
                Preset::Number(number) => Some(number as i32),
                _ => None,
            });
        };
        reader.namespace(param, value).map(Some)
    }
}

impl<'r> Read<'r> for i32 {
    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        Ok(Option::read(reader, param)?.unwrap_or_default())
    }
}

impl<'r> Read<'r> for Option<Vec<i32>> {
    #[inline]
    fn absent(now: &'static Param) -> Option<Self> {
        (now.preset == Preset::None).then_some(None)
    }

    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        if reader.is_all(param) {
            return Ok(Some(reader.surroundings.namespaces()));
        }
        reader.values(param, |reader, value| reader.namespace(param, value))
    }
}

impl<'r> Read<'r> for Option<&'r Part> {
    fn read(reader: &mut Reader<'_, 'r>, param: &'static Param) -> Result<Self, Message> {
        let name = reader.name(param);
        let part = reader.fields.upload(&name);
        if part.is_none() && reader.field(param).is_some() {
            return Err(reader.faults().no_upload(&name));
        }
        Ok(part)
    }
}
