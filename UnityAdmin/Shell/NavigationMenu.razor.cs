using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace UnityAdmin.Shell;

public sealed partial class NavigationMenu(IEnumerable<NavigationEntry> entries, IEnumerable<INavigationBadge> badges)
{
    private Role? role;
    private IReadOnlyList<IGrouping<string?, NavigationEntry>> groups = [];

    [Parameter, EditorRequired]
    public required ClaimsPrincipal Who { get; set; }

    protected override void OnParametersSet()
    {
        role = Who.HighestRole();
        groups = [.. entries.Where(entry => role >= entry.AtLeast).OrderBy(entry => entry.Order).GroupBy(entry => entry.Group)];
    }

    private static NavLinkMatch MatchOf(NavigationEntry entry) => entry.Href == "/" ? NavLinkMatch.All : NavLinkMatch.Prefix;

    private INavigationBadge? BadgeOf(NavigationEntry entry) =>
        badges.FirstOrDefault(badge => badge.Href == entry.Href && role >= badge.AtLeast);
}
