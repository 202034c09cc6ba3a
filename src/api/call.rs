//! A request at work: what a module may see and what it leaves behind.

use std::sync::Arc;

use smallvec::SmallVec;

use super::{
    Arrival, Conditions, Continuation, Cookies, Failure, Found, Header, MAIN, Main, Manners, Module, PageSet,
    Room, Service, SetCookie,
};
use crate::{
    base::{Text, Timestamp},
    message::{Message, Speaker, Teller},
    param::{Fields, FromFields, Group, List, Notice, Param, Reader, Scope, Setting, Surroundings, UserForm},
    release::Profile,
    tree::Node,
    wiki::{
        Caller, Namespace, Right, Title, UserId, Wiki, address,
        user::name::{self, Rigor},
    },
};

/// One request while it is answered.
pub struct Call<'r> {
    /// The wiki, the release, the modules.
    pub service: &'r Service,
    /// The request as it came in.
    pub arrival: &'r Arrival<'r>,
    /// Its fields.
    pub fields: &'r Fields<'r>,
    /// Its cookies.
    pub cookies: Cookies<'r>,
    /// Who asks.
    pub caller: Caller,
    /// When it came in: one time for all of the answer.
    pub now: Timestamp,
    /// The parameters of every request.
    pub main: Main<'r>,
    /// How warnings and errors are written.
    pub speaker: Speaker<'r>,
    /// The state the wiki is in.
    pub conditions: Conditions,
    /// Whether the request may have been made by a foreign site: no user, no tokens (`lacksSameOriginSecurity`).
    pub untrusted: bool,
    /// The answer so far.
    pub result: Node,
    /// What goes along with the answer.
    pub notes: Notes,
    /// Which module works, and whether as a generator.
    pub module: &'static Module,
    /// Whether the module works as a generator: its parameters begin with `g`.
    pub generating: bool,
    /// The pages that are asked about; see [`Call::pages`].
    pub pages: Option<Arc<PageSet>>,
    /// What a generator has found.
    pub found: Found,
    /// Where to go on in another request.
    pub continuation: Continuation,
    /// How full the answer is.
    pub room: Room,
}

/// What an answer brings besides its tree.
#[derive(Debug, Default)]
pub struct Notes {
    /// Cookies to set.
    pub cookies: Vec<SetCookie>,
    /// Headers to send.
    pub headers: SmallVec<[Header; 2]>,
    /// Who may keep the answer.
    pub cache: CacheMode,
    /// How long caches may keep it in seconds, if the module itself says so.
    pub max_age: Option<i64>,
    /// An answer that is not a tree: help, an export, a feed.
    pub page: Option<Page>,
    /// Whether that is a feed: it has the headers of the web interface.
    pub is_feed: bool,
}

/// An answer that is not a tree.
#[derive(Debug)]
pub struct Page {
    /// Its whole content type.
    pub content_type: Text,
    /// The name it is saved under.
    pub filename: Text,
    /// What it holds.
    pub body: Vec<u8>,
}

/// Who may keep an answer (`ApiMain::setCacheMode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum CacheMode {
    /// Anyone.
    Public,
    /// Anyone, if the caller has no session.
    AnonPublicUserPrivate,
    /// The caller alone.
    #[default]
    Private,
}

impl<'r> Call<'r> {
    /// The wiki.
    pub fn wiki(&self) -> &'r Wiki {
        &self.service.wiki
    }

    /// How the release behaves.
    pub fn profile(&self) -> &'static Profile {
        self.service.profile
    }

    /// Whether the answer says of somebody with that name that they are temporary.
    pub fn marks_temporary(&self, name: &str) -> bool {
        self.profile().marks_temporary && self.wiki().site().is_temporary(name)
    }

    /// Whether the caller has an account of its own choice.
    pub fn is_named(&self) -> bool {
        self.caller.is_named(self.wiki().site())
    }

    /// Whether the caller has a right.
    pub fn may(&self, right: Right) -> bool {
        self.caller.has(right)
    }

    /// Whether the caller lacks a right that the release knows: what it does not know, it does not ask for.
    pub fn lacks(&self, right: Right) -> bool {
        right.is_in(self.profile().release) && !self.may(right)
    }

    fn scope(&self) -> Scope<'static> {
        Scope { generator: self.generating, prefix: self.module.prefix }
    }

    /// Reads the module's parameters; what they warn of goes into the answer.
    pub fn read<P: FromFields<'r>>(&mut self) -> Result<P, Failure> {
        let mut reader = Reader::new(self.fields, self.scope(), &*self);
        let read = P::read(&mut reader);
        let Reader { notices, parsed_limit, .. } = reader;
        for notice in notices {
            self.tell(notice);
        }
        if let Some(limit) = parsed_limit {
            self.result.node_mut("limits").set(self.module.name, limit);
        }
        read.map_err(|message| Failure::new(message).in_module(self.module.path))
    }

    /// Reads a module's parameters only to see whether they are right: an error in them comes before what the caller may not do.
    pub fn check_params(&mut self, module: &'static Module) -> Result<(), Failure> {
        let mut reader = Reader::new(self.fields, Scope { generator: false, prefix: module.prefix }, &*self);
        let checked = reader.check_all(module.params);
        for notice in std::mem::take(&mut reader.notices) {
            self.tell_as(module, notice);
        }
        checked.map_err(|message| Failure::new(message).in_module(module.path))
    }

    /// Reads the parameters of the module at work without keeping them; warnings and errors are told all the same.
    pub fn check_params_at_work(&mut self) -> Result<(), Failure> {
        let mut reader = Reader::new(self.fields, self.scope(), &*self);
        let checked = reader.check_all(self.module.params);
        for notice in std::mem::take(&mut reader.notices) {
            self.tell(notice);
        }
        checked.map_err(|message| Failure::new(message).in_module(self.module.path))
    }

    /// Tells what came up when a module's parameters were read.
    pub fn tell_as(&mut self, module: &'static Module, notice: Notice) {
        let before = std::mem::replace(&mut self.module, module);
        self.tell(notice);
        self.module = before;
    }

    fn tell(&mut self, notice: Notice) {
        match notice {
            Notice::Warning(message) => self.warn(message),
            Notice::OfMain(message) => self.warn_as(MAIN.path, message),
            Notice::Deprecation(message, feature) => {
                let feature = self.feature(&feature);
                self.deprecate(message, feature);
            }
            Notice::Feature(message, feature) => self.deprecate(message, feature),
            Notice::OfCrowd(message, name) => {
                let feature = format!("too-many-{name}-for-{}", self.module.path);
                self.deprecate(message, feature);
            }
        }
    }

    /// The whole name of a deprecated parameter: `action=query&prop=info&intoken`.
    fn feature(&self, name: &str) -> String {
        let module = self.module;
        match module.group {
            Group::Main => name.to_owned(),
            Group::Action => format!("action={}&{name}", module.name),
            Group::Format => format!("format={}&{name}", module.name),
            Group::Prop => format!("action=query&prop={}&{name}", module.name),
            Group::List => format!("action=query&list={}&{name}", module.name),
            Group::Meta => format!("action=query&meta={}&{name}", module.name),
            Group::Generator => format!("action=query&generator={}&{name}", module.name),
        }
    }

    /// Warns in the name of the module at work.
    pub fn warn(&mut self, message: Message) {
        self.warn_as(self.module.path, message);
    }

    /// Warns in the name of a module, by its path.
    pub fn warn_as(&mut self, module: &'static str, message: Message) {
        let told = self.speaker.told(Teller { module, prefix: "" }, &message);
        self.speaker.add_warning(&mut self.result, Some(module), &told);
    }

    /// Warns that a feature is deprecated, and says where to hear of such things (`ApiBase::addDeprecation`).
    pub fn deprecate(&mut self, message: Message, feature: impl Into<Text>) {
        self.deprecate_as(self.module.path, message, feature);
    }

    /// The same in the name of a module, by its path.
    pub fn deprecate_as(&mut self, module: &'static str, message: Message, feature: impl Into<Text>) {
        self.warn_as(module, message.coded("deprecation").detail("feature", feature.into()));
        if !self.profile().hints_at_announcements {
            return;
        }
        // The main module, not the one at work, gives the hint; once is enough.
        let hint = Message::new("api-usage-mailinglist-ref").coded("deprecation-help");
        self.warn_as(MAIN.path, hint);
    }

    /// The address of the server: the one in the settings, or the one that the client asked for.
    pub fn server(&self) -> String {
        self.service.server(self.arrival).concat()
    }

    /// The address of `api.php`.
    pub fn api_url(&self) -> String {
        let [scheme, host] = self.service.server(self.arrival);
        [scheme, host, &self.wiki().site().script_path, "/api.php"].concat()
    }

    /// The failure that tells of an exception of PHP, where MediaWiki does not look before it leaps.
    pub fn exception(&self, class: &'static str) -> Failure {
        Failure::exception(class, self.request_id())
    }

    /// The failure that tells of an exception of that class, and what it says.
    pub fn exception_saying(&self, class: &'static str, says: String) -> Failure {
        Failure::exception_saying(class, self.request_id(), says)
    }

    fn request_id(&self) -> String {
        let mut request = [0; 12];
        self.wiki().chance().fill(&mut request);
        request.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether the release and the site have a parameter.
    pub fn has_param(&self, param: &Param) -> bool {
        param.is_had(self.profile().release, |setting| self.has_setting(setting))
    }

    /// Sets who may keep the answer.
    pub fn cache(&mut self, mode: CacheMode) {
        self.notes.cache = mode;
    }

    /// The node `query` of the answer.
    pub fn query(&mut self) -> &mut Node {
        self.result.node_mut("query")
    }
}

impl Surroundings for Call<'_> {
    fn profile(&self) -> &'static Profile {
        self.service.profile
    }

    fn obliges(&self) -> bool {
        self.service.manners == Manners::Obliging
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn has_setting(&self, setting: Setting) -> bool {
        match setting {
            Setting::WatchlistExpiry => self.wiki().site().watchlist_expiry,
        }
    }

    fn longest_watch(&self) -> Option<&str> {
        Some(self.wiki().site().watchlist_expiry_max.as_str())
    }

    fn high_limits(&self) -> bool {
        self.may(Right::ApiHighLimits)
    }

    fn has_namespace(&self, number: i32) -> bool {
        let namespace = Namespace(number);
        namespace.holds_pages() && self.service.wiki.site().namespaces.exists(namespace)
    }

    fn namespaces(&self) -> Vec<i32> {
        self.service.wiki.site().namespaces.with_pages().map(|info| info.namespace.0).collect()
    }

    fn has_module(&self, group: Group, name: &str) -> Option<&'static str> {
        self.service.registry.find(group, name).map(|module| module.name)
    }

    fn user(&self, text: &str, forms: &[UserForm]) -> Option<String> {
        let site = self.wiki().site();
        if let Some(id) = text.strip_prefix('#').and_then(|id| id.parse::<u32>().ok()) {
            let state = self.wiki().state();
            let named = |id| state.users.get(UserId(id)).map_or("Unknown user", |user| &*user.name);
            return forms.contains(&UserForm::Id).then(|| named(id).to_owned());
        }
        // People of other wikis.
        if text.contains('>') {
            let fits = forms.contains(&UserForm::Interwiki) && !text.contains('#');
            return fits.then(|| text.replace('_', " "));
        }
        if let Some(name) = name::canonical(text, Rigor::Valid, site) {
            let form = if self.marks_temporary(&name) { UserForm::Temp } else { UserForm::Name };
            return forms.contains(&form).then_some(name);
        }
        let bare = text.strip_prefix("User:").unwrap_or(text).trim();
        // What stands for an address of which a part was hidden.
        if bare.strip_suffix("xxx").is_some_and(|shown| address::canonical(&format!("{shown}0")).is_some()) {
            return forms.contains(&UserForm::Ip).then(|| bare.to_owned());
        }
        let form = if bare.contains('/') { UserForm::Cidr } else { UserForm::Ip };
        address::canonical(bare).filter(|_| forms.contains(&form))
    }

    fn title(&self, text: &str) -> Option<bool> {
        let title = Title::parse(text, &self.wiki().site().naming()).ok()?;
        Some(title.local().is_some_and(|title| self.wiki().state().pages.titled(&title).is_some()))
    }

    fn modules(&self, group: Group) -> Vec<&'static str> {
        self.service.registry.group(group).map(|module| module.name).collect()
    }

    fn list(&self, list: List) -> Vec<Text> {
        super::list::words(self.service, list)
    }
}
