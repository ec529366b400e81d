namespace UnityAdmin;

/// <summary>The three roles of the shop; each may do all that the ones before it may.</summary>
public enum Role
{
    Staff = 1,
    Manager = 2,
    Admin = 3,
}

public enum ActorKind
{
    Staff,
    Client,
    Seller,
    Storefront,
    Job,
}

/// <summary>
/// Who does something, from where. Verbs take it as an argument; it is never ambient. A staff actor is handed out by
/// <c>Doorkeeper</c> alone, which reads the person's role and lock from the database at that moment.
/// </summary>
/// <param name="Kind">What sort of actor this is.</param>
/// <param name="Id">The staff user's id, the token's id, the batch id or the job's name.</param>
/// <param name="Name">The name shown to people in timelines and the audit log.</param>
/// <param name="Role">The role held at this moment; null for sellers, the storefront and jobs.</param>
/// <param name="From">The address the request came from; null for jobs and the command line.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name, Role? Role = null, string? From = null)
{
    public static Actor Storefront(string? from) => new(ActorKind.Storefront, "storefront", "Storefront", From: from);

    public static Actor Seller(string batchId, string? from) => new(ActorKind.Seller, batchId, "Seller", From: from);

    public static Actor Job(string name) => new(ActorKind.Job, name, name);

    /// <summary>Someone at the server's own command line: they hold the database file, so every role is theirs.</summary>
    public static Actor CommandLine() => new(ActorKind.Job, "command-line", Environment.UserName, UnityAdmin.Role.Admin);

    public bool Is(Role atLeast) => Role >= atLeast;

    /// <summary>The refusal for whoever lacks a role, or null: the first line of every verb that not everyone may do.</summary>
    public Refusal? Lacks(Role needed) => Is(needed)
        ? null
        : new Refusal("role_missing", $"This needs the role {needed}. Ask an admin to give it to you.", RefusalKind.Forbidden);

    /// <summary>The staff user's id where this is a person of the shop, else null.</summary>
    public int? StaffId => Kind == ActorKind.Staff ? int.Parse(Id, System.Globalization.CultureInfo.InvariantCulture) : null;
}
