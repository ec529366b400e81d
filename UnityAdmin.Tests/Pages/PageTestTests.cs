using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Radzen.Blazor;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Pages;

/// <summary>That a page under test gets the shop's own services, Radzen's components and the visitor it was given.</summary>
public sealed class PageTestTests
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_page_shares_the_shops_services_and_knows_who_looks(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        test.SignIn(Role.Manager, 7, "Aoife Byrne");
        var page = test.Render<Probe>();
        Assert.Same(shop.Data, page.Instance.Data);
        Assert.Same(shop.Clock, page.Instance.Clock);
        Assert.Equal("Aoife Byrne, Manager, 7", page.Find(".rz-badge").TextContent.Trim());
    }

    private sealed class Probe : ComponentBase
    {
        private string text = "";

        [Inject]
        public required ShopData Data { get; set; }

        [Inject]
        public required TimeProvider Clock { get; set; }

        [CascadingParameter]
        public Task<AuthenticationState>? Visitor { get; set; }

        protected override async Task OnInitializedAsync()
        {
            var user = (await Visitor!).User;
            text = $"{user.Identity!.Name}, {user.FindFirstValue(ClaimTypes.Role)}, {user.FindFirstValue(ClaimTypes.NameIdentifier)}";
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<RadzenBadge>(0);
            builder.AddComponentParameter(1, nameof(RadzenBadge.Text), text);
            builder.CloseComponent();
        }
    }
}
