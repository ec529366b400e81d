using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>A saved view as a menu shows it.</summary>
public sealed record SavedViewEntry(int Id, string Name, string Query, bool IsShared, int OwnerId, string OwnerName);

/// <summary>The views people keep of a page: their own and those that others share.</summary>
public sealed class SavedViews(ShopData data, TimeProvider clock)
{
    public Task<List<SavedViewEntry>> ListAsync(string page, int staffId, CancellationToken stop) => data.ReadAsync(
        db => (from view in db.SavedViews
               join owner in db.StaffUsers on view.OwnerId equals owner.Id
               where view.Page == page && (view.OwnerId == staffId || view.IsShared)
               orderby view.Name, view.Id
               select new SavedViewEntry(view.Id, view.Name, view.Query, view.IsShared, view.OwnerId, owner.DisplayName)).ToListAsync(stop),
        stop);

    /// <summary>Keeps a view; one of the same person's with the same name is replaced.</summary>
    /// <param name="page">The page it belongs to, by its path.</param>
    /// <param name="view">What to keep.</param>
    /// <param name="by">Who keeps it, and owns it from then on.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The view's id.</returns>
    public async Task<Result<int>> SaveAsync(string page, NewView view, Actor by, CancellationToken stop)
    {
        if (by.StaffId is not { } owner) return StaffRefusals.SignedOut;
        var name = view.Name.Trim();
        if (name.Length == 0) return StaffRefusals.ViewNameMissing;
        if (name.Length > SavedView.NameLength) return StaffRefusals.ViewNameTooLong;
        if (view.Query.Length > SavedView.QueryLength) return StaffRefusals.ViewTooLong;
        var saved = await data.ChangeAsync<SavedView>(by, "view.saved", async db =>
        {
            var fresh = new SavedView { Page = page, Name = name, Query = view.Query, OwnerId = owner, CreatedAt = clock.NowUtc() };
            var kept = await db.SavedViews.SingleOrDefaultAsync(one => one.OwnerId == owner && one.Page == page && one.Name == name, stop)
                ?? db.SavedViews.Add(fresh).Entity;
            (kept.Query, kept.IsShared) = (view.Query, view.IsShared);
            return kept;
        }, stop);
        return saved.Is(out var done, out var refused) ? done.Id : refused;
    }

    /// <summary>Shows a view to everyone, or to its owner alone again.</summary>
    public Task<Result> ShareAsync(int id, bool shared, Actor by, CancellationToken stop) =>
        ChangeAsync(id, shared ? "view.shared" : "view.unshared", (_, view) => view.IsShared = shared, by, stop);

    /// <summary>Only its owner may, or an admin where it is shared.</summary>
    public Task<Result> DeleteAsync(int id, Actor by, CancellationToken stop) =>
        ChangeAsync(id, "view.deleted", (db, view) => db.SavedViews.Remove(view), by, stop);

    private Task<Result> ChangeAsync(int id, string action, Action<ShopDb, SavedView> change, Actor by, CancellationToken stop) =>
        data.ChangeAsync(by, action, async db =>
        {
            var view = await db.SavedViews.SingleOrDefaultAsync(one => one.Id == id, stop);
            var mine = view?.OwnerId == by.StaffId;

            // A view that nobody shared with the asker is not theirs to know of.
            if (view is null || !(mine || view.IsShared)) return StaffRefusals.NoSuchView;
            if (!mine && !by.Is(Role.Admin)) return StaffRefusals.NotYourView;
            change(db, view);
            return Result.Done;
        }, stop);
}

/// <summary>What is kept of a page as it stands.</summary>
public sealed record NewView(string Name, string Query, bool IsShared);
