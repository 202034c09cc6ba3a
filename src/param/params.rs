//! `params!`: a declaration that is a struct as well.

/// The words of a choice, each perhaps bound to releases:
/// `choices!["csrf", "login" since V1_27, "old" until V1_37, "tired" deprecated V1_24 => "use=this"]`.
#[macro_export]
macro_rules! choices {
    ($($name:literal $($word:ident $release:ident)* $(=> $instead:literal)?),* $(,)?) => {
        &[$($crate::param::value($name)$(.$word($crate::release::$release))*$(.instead($instead))?),*]
    };
}

/// Declares a module's parameters and the struct they are read into.
///
/// ```text
/// params! {
///     /// What `meta=tokens` accepts.
///     pub struct Params<'r> {
///         /// Which tokens to hand out.
///         kinds as "type": Vec<&'r str> = choice(KINDS).multi().preset("csrf"),
///     }
/// }
/// ```
///
/// Gives `Params::SPECS: &[Param]` and `Params::read(&mut Reader) -> Result<Params, Message>`. A field's type is
/// anything that implements [`Read`](crate::param::Read); its words come from [`spec`](crate::param).
#[macro_export]
macro_rules! params {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident $(<$life:lifetime>)? {
            $(
                $(#[doc = $help:literal])*
                $field:ident as $wire:literal : $type:ty = $spec:expr
            ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        $vis struct $name $(<$life>)? {
            $( $(#[doc = $help])* $vis $field: $type, )*
        }

        impl $(<$life>)? $name $(<$life>)? {
            /// The declarations, in the order `paraminfo` gives them.
            $vis const SPECS: &'static [$crate::param::Param] = {
                #[allow(unused_imports, reason = "a declaration uses some of the words")]
                use $crate::param::*;
                &[$( ($spec).named($wire, concat!($($help),*)) ),*]
            };
        }

        $crate::params!(@read $name, ($($life)?), $($field),*);
    };
    (@read $name:ident, ($life:lifetime), $($field:ident),*) => {
        impl<$life> $crate::param::FromFields<$life> for $name<$life> {
            const SPECS: &'static [$crate::param::Param] = Self::SPECS;
            fn read(reader: &mut $crate::param::Reader<'_, $life>) -> Result<Self, $crate::message::Message> {
                let mut specs = Self::SPECS.iter();
                Ok(Self { $( $field: reader.next(&mut specs)?, )* })
            }
        }
    };
    (@read $name:ident, (), $($field:ident),*) => {
        impl<'r> $crate::param::FromFields<'r> for $name {
            const SPECS: &'static [$crate::param::Param] = Self::SPECS;
            fn read(reader: &mut $crate::param::Reader<'_, 'r>) -> Result<Self, $crate::message::Message> {
                let mut specs = Self::SPECS.iter();
                Ok(Self { $( $field: reader.next(&mut specs)?, )* })
            }
        }
    };
}
