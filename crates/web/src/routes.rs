//! All routes on one page.

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base::{Refusal, Stop};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use work::App;

use crate::caller::language;
use crate::problem::Failure;
use crate::{
    amendment, audit, correction, decision, duplicate, duty, entry, evidence, export, import, indicator, interface,
    item, ledger, name, organisation, plan, publish, reading, saved_view, session, site, subject, system, task, todo,
    user, work_plan,
};

/// How a server is set up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Cookies only over TLS: set where a proxy in front speaks https.
    pub secure_cookie: bool,
}

/// What every handler is handed.
#[derive(Clone)]
pub(crate) struct Shared {
    app: App,
    options: Options,
}

impl FromRef<Shared> for App {
    fn from_ref(shared: &Shared) -> Self {
        shared.app.clone()
    }
}

impl FromRef<Shared> for Options {
    fn from_ref(shared: &Shared) -> Self {
        shared.options
    }
}

/// Bodies other than uploads are small.
const BODY_BYTES: usize = 2 << 20;

#[derive(OpenApi)]
#[openapi(info(
    title = "Luoshi 落实",
    description = "How a government's decisions get carried out.",
    license(name = "Apache-2.0")
))]
struct Api;

fn api() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(session::sign_in, session::sign_out))
        .routes(routes!(site::site))
        .routes(routes!(session::me))
        .routes(routes!(session::change_password))
        .routes(routes!(organisation::organisations, organisation::create_organisation))
        .routes(routes!(organisation::edit_organisation))
        .routes(routes!(organisation::end_organisation))
        .routes(routes!(organisation::add_division))
        .routes(routes!(organisation::handlers))
        .routes(routes!(organisation::groups))
        .routes(routes!(organisation::set_group_members))
        .routes(routes!(user::users, user::create_user))
        .routes(routes!(user::edit_user))
        .routes(routes!(user::grant_role))
        .routes(routes!(user::revoke_role))
        .routes(routes!(user::unlock_user))
        .routes(routes!(user::disable_user))
        .routes(routes!(user::enable_user))
        .routes(routes!(user::reset_password))
        .routes(routes!(audit::audit))
        .routes(routes!(audit::export_audit))
        .routes(routes!(audit::seals))
        .routes(routes!(audit::verify_audit))
        .routes(routes!(audit::audit_verbs))
        .merge(drafting())
        .merge(carrying_out())
        .merge(books())
}

/// From the uploaded notice to a confirmed draft.
fn drafting() -> OpenApiRouter<Shared> {
    let uploads =
        OpenApiRouter::new().routes(routes!(reading::read_notice)).layer(DefaultBodyLimit::max(reading::UPLOAD_BYTES));
    OpenApiRouter::new()
        .merge(uploads)
        .routes(routes!(plan::plans))
        .routes(routes!(plan::plan))
        .routes(routes!(plan::plan_source))
        .routes(routes!(plan::plan_original))
        .routes(routes!(item::add_item))
        .routes(routes!(item::confirm_items))
        .routes(routes!(item::confirm_item))
        .routes(routes!(item::correct_item))
        .routes(routes!(item::drop_item))
        .routes(routes!(item::restore_item))
        .routes(routes!(item::split_item))
        .routes(routes!(item::merge_item))
        .routes(routes!(item::item_history))
        .routes(routes!(name::names, name::resolve_name))
        .routes(routes!(indicator::indicators))
        .routes(routes!(indicator::join_indicators))
        .routes(routes!(indicator::separate_indicator))
        .routes(routes!(indicator::set_requires))
        .routes(routes!(decision::open_decisions))
        .routes(routes!(decision::assign_decision))
        .routes(routes!(decision::settle_decision))
}

/// From the published plan to the accepted work plan.
fn carrying_out() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(publish::publish_check))
        .routes(routes!(publish::publish_plan))
        .routes(routes!(amendment::amend_item, amendment::amendments))
        .routes(routes!(task::task_page))
        .routes(routes!(task::by_organisation))
        .routes(routes!(todo::todo))
        .routes(routes!(duty::duties))
        .routes(routes!(duty::receive_duties))
        .routes(routes!(duty::receive_duty))
        .routes(routes!(duty::assign_duty))
        .routes(routes!(work_plan::work_plans))
        .routes(routes!(work_plan::create_work_plan))
        .routes(routes!(work_plan::work_plan, work_plan::save_work_plan))
        .routes(routes!(work_plan::submit_work_plan))
        .routes(routes!(work_plan::withdraw_work_plan))
        .routes(routes!(work_plan::approve_work_plan))
        .routes(routes!(work_plan::send_back_work_plan))
        .routes(routes!(work_plan::accept_work_plan))
        .routes(routes!(work_plan::return_work_plan))
        .routes(routes!(work_plan::amend_work_plan))
}

/// The ledgers and their entries.
fn books() -> OpenApiRouter<Shared> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(evidence::attach_evidence))
        .routes(routes!(correction::attach_correction_file, correction::fetch_correction_file))
        .layer(DefaultBodyLimit::max(evidence::UPLOAD_BYTES));
    let workbooks = OpenApiRouter::new()
        .routes(routes!(import::imports, import::begin_import))
        .layer(DefaultBodyLimit::max(import::UPLOAD_BYTES));
    OpenApiRouter::new()
        .merge(uploads)
        .merge(workbooks)
        .routes(routes!(import::import))
        .routes(routes!(import::map_import))
        .routes(routes!(import::check_import))
        .routes(routes!(import::run_import))
        .routes(routes!(import::cancel_import))
        .routes(routes!(import::import_errors))
        .routes(routes!(export::export_entries))
        .routes(routes!(export::ledger_template))
        .routes(routes!(evidence::fetch_evidence, evidence::remove_evidence))
        .routes(routes!(ledger::ledgers))
        .routes(routes!(ledger::ledger))
        .routes(routes!(saved_view::views, saved_view::create_view))
        .routes(routes!(saved_view::edit_view, saved_view::delete_view))
        .routes(routes!(saved_view::set_default_view))
        .routes(routes!(duplicate::duplicates, duplicate::decide_duplicate))
        .routes(routes!(correction::corrections, correction::raise_correction))
        .routes(routes!(correction::correction))
        .routes(routes!(correction::accept_correction))
        .routes(routes!(correction::refuse_correction))
        .routes(routes!(correction::hand_on_correction))
        .routes(routes!(correction::withdraw_correction))
        .routes(routes!(correction::note_answer))
        .routes(routes!(entry::entries, entry::create_entry))
        .routes(routes!(entry::inspect_entry))
        .routes(routes!(entry::entry, entry::edit_entry))
        .routes(routes!(entry::move_entry))
        .routes(routes!(entry::move_entries))
        .routes(routes!(subject::subjects))
        .routes(routes!(subject::subject))
        .routes(routes!(entry::entry_history))
}

/// The OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    OpenApiRouter::with_openapi(Api::openapi()).nest("/api", api()).into_openapi()
}

/// The whole server.
pub fn router(app: App, options: Options) -> Router {
    let (api, document) = OpenApiRouter::with_openapi(Api::openapi()).nest("/api", api()).split_for_parts();
    api.route("/api/openapi.json", get(move || async move { axum::Json(document) }))
        .route("/api/{*rest}", axum::routing::any(no_such_route))
        .route("/healthz", get(system::healthz))
        .route("/readyz", get(system::readyz))
        .fallback(interface::interface)
        .with_state(Shared { app, options })
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn(no_store_for_answers))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Failure::new(Stop::Fault(base::Fault::broken("a handler panicked")), base::Language::Chinese)
                .into_response()
        }))
        .layer(fixed("x-content-type-options", "nosniff"))
        .layer(fixed("x-frame-options", "DENY"))
        .layer(fixed("referrer-policy", "same-origin"))
        .layer(fixed(
            "content-security-policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'; \
             base-uri 'none'; form-action 'self'; object-src 'none'",
        ))
        .layer(TraceLayer::new_for_http())
}

fn fixed(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value))
}

/// Answers of the interface are one reader's and are kept nowhere.
async fn no_store_for_answers(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    if is_api {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

async fn no_such_route(request: Request) -> Failure {
    Failure::new(Refusal::not_found(), language(request.headers()))
}
