//! Routes of the items of a draft.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use work::item::{
    AddItem, ConfirmItem, ConfirmItems, CorrectItem, DropItem, ItemHistory, ItemKind, ItemMoveView, ItemVersion,
    ItemView, MergeItem, PartFields, RestoreItem, ShowItems, SplitItem, TargetFields, TaskFields,
};
use work::{App, BulkResults};

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::duty::VersionBody;
use crate::problem::{Failure, Problem};

/// An item that the reader did not find.
#[derive(Deserialize, ToSchema)]
#[schema(as = AddItem)]
pub(crate) struct AddItemBody {
    /// What it is.
    kind: ItemKind,
    /// For goals, tasks and safeguards.
    task: Option<TaskFields>,
    /// For targets.
    target: Option<TargetFields>,
    /// Where it stands, in UTF-8 bytes of the source text.
    #[schema(value_type = Option<[usize; 2]>)]
    span: Option<Span>,
}

/// Adds an item by hand.
#[utoipa::path(post, path = "/plans/{plan}/items", params(("plan" = String, Path)), request_body = AddItemBody,
    tag = "item", responses((status = 201, body = ItemView), (status = "default", body = Problem)))]
pub(crate) async fn add_item(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
    Body(body): Body<AddItemBody>,
) -> Result<(StatusCode, Json<ItemView>), Failure> {
    let AddItemBody { kind, task, target, span } = body;
    let item = knock.perform(&app, AddItem { plan, kind, task, target, span }).await?;
    Ok((StatusCode::CREATED, one(&app, &knock, plan, item).await?))
}

/// Confirms an item as it was read.
#[utoipa::path(post, path = "/plans/{plan}/items/{item}/confirm", request_body = VersionBody, tag = "item",
    params(("plan" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ItemView), (status = "default", body = Problem)))]
pub(crate) async fn confirm_item(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
    Body(body): Body<VersionBody>,
) -> Result<Json<ItemView>, Failure> {
    knock.perform(&app, ConfirmItem { plan, item, version: body.version }).await?;
    one(&app, &knock, plan, item).await
}

/// Items to confirm.
#[derive(Deserialize, ToSchema)]
#[schema(as = ItemVersions)]
pub(crate) struct ItemVersionsBody {
    /// Which, at most 500.
    items: Vec<ItemVersion>,
}

/// Confirms many items, each for itself.
#[utoipa::path(post, path = "/plans/{plan}/items/confirm", params(("plan" = String, Path)), tag = "item",
    request_body = ItemVersionsBody, responses((status = 200, body = BulkResults), (status = "default", body = Problem)))]
pub(crate) async fn confirm_items(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
    Body(body): Body<ItemVersionsBody>,
) -> Result<Json<BulkResults>, Failure> {
    let outcomes = knock.perform(&app, ConfirmItems { plan, items: body.items }).await?;
    Ok(Json(BulkResults::new(outcomes, knock.language)))
}

/// What an item is.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectItem)]
pub(crate) struct CorrectItemBody {
    /// The version shown.
    version: i64,
    /// For goals, tasks and safeguards.
    task: Option<TaskFields>,
    /// For targets.
    target: Option<TargetFields>,
    /// Why, if somebody wants to say.
    reason: Option<String>,
}

/// Corrects an item that was read wrongly.
#[utoipa::path(post, path = "/plans/{plan}/items/{item}/correct", request_body = CorrectItemBody, tag = "item",
    params(("plan" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ItemView), (status = "default", body = Problem)))]
pub(crate) async fn correct_item(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
    Body(body): Body<CorrectItemBody>,
) -> Result<Json<ItemView>, Failure> {
    let CorrectItemBody { version, task, target, reason } = body;
    knock.perform(&app, CorrectItem { plan, item, version, task, target, reason }).await?;
    one(&app, &knock, plan, item).await
}

/// A version and a reason.
#[derive(Deserialize, ToSchema)]
#[schema(as = WithReason)]
pub(crate) struct WithReasonBody {
    /// The version shown.
    version: i64,
    /// Why.
    reason: String,
}

/// Drops an item (不采纳).
#[utoipa::path(post, path = "/plans/{plan}/items/{item}/drop", request_body = WithReasonBody, tag = "item",
    params(("plan" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ItemView), (status = "default", body = Problem)))]
pub(crate) async fn drop_item(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
    Body(body): Body<WithReasonBody>,
) -> Result<Json<ItemView>, Failure> {
    knock.perform(&app, DropItem { plan, item, version: body.version, reason: body.reason }).await?;
    one(&app, &knock, plan, item).await
}

/// Takes a dropped item back.
#[utoipa::path(post, path = "/plans/{plan}/items/{item}/restore", request_body = VersionBody, tag = "item",
    params(("plan" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ItemView), (status = "default", body = Problem)))]
pub(crate) async fn restore_item(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
    Body(body): Body<VersionBody>,
) -> Result<Json<ItemView>, Failure> {
    knock.perform(&app, RestoreItem { plan, item, version: body.version }).await?;
    one(&app, &knock, plan, item).await
}

/// The parts of an item.
#[derive(Deserialize, ToSchema)]
#[schema(as = SplitItem)]
pub(crate) struct SplitItemBody {
    /// The version shown.
    version: i64,
    /// At least two: tasks or targets, as the item is.
    parts: Vec<PartFields>,
}

/// Several items.
#[derive(Serialize, ToSchema)]
pub(crate) struct Items {
    /// In order.
    items: Vec<ItemView>,
}

/// Splits an item. The first part keeps its id.
#[utoipa::path(post, path = "/plans/{plan}/items/{item}/split", request_body = SplitItemBody, tag = "item",
    params(("plan" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = Items), (status = "default", body = Problem)))]
pub(crate) async fn split_item(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
    Body(body): Body<SplitItemBody>,
) -> Result<Json<Items>, Failure> {
    let items = knock.perform(&app, SplitItem { plan, item, version: body.version, parts: body.parts }).await?;
    Ok(Json(Items { items: knock.ask(&app, ShowItems { plan, items, language: knock.language }).await? }))
}

/// The item that becomes part of another.
#[derive(Deserialize, ToSchema)]
#[schema(as = MergeItem)]
pub(crate) struct MergeItemBody {
    /// The version shown of the item that stays.
    version: i64,
    /// The other, which is dropped.
    #[schema(value_type = String)]
    other: Id,
    /// The version shown of the other.
    other_version: i64,
}

/// Merges another item of the same kind into this one.
#[utoipa::path(post, path = "/plans/{plan}/items/{item}/merge", request_body = MergeItemBody, tag = "item",
    params(("plan" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ItemView), (status = "default", body = Problem)))]
pub(crate) async fn merge_item(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
    Body(body): Body<MergeItemBody>,
) -> Result<Json<ItemView>, Failure> {
    let MergeItemBody { version, other, other_version } = body;
    knock.perform(&app, MergeItem { plan, item, version, other, other_version }).await?;
    one(&app, &knock, plan, item).await
}

/// What was decided about an item: who, when, before, after, why.
#[utoipa::path(get, path = "/plans/{plan}/items/{item}/history", tag = "item",
    params(("plan" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = Vec<ItemMoveView>), (status = "default", body = Problem)))]
pub(crate) async fn item_history(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
) -> Result<Json<Vec<ItemMoveView>>, Failure> {
    Ok(Json(knock.ask(&app, ItemHistory { plan, item }).await?))
}

async fn one(app: &App, knock: &Knock, plan: Id, item: Id) -> Result<Json<ItemView>, Failure> {
    let items = knock.ask(app, ShowItems { plan, items: vec![item], language: knock.language }).await?;
    let missing = || Failure::new(base::Refusal::not_found(), knock.language);
    Ok(Json(items.into_iter().next().ok_or_else(missing)?))
}
