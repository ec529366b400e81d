using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>The inside of the dialog that makes one customer of two. It closes with the key of the one that stays.</summary>
public sealed partial class MergeForm(Merging merging, CustomerList list, CurrentStaff current, DialogService dialogs)
{
    private const int Shortest = 2;
    private const int Most = 6;

    private IReadOnlyList<CustomerRow> found = [];
    private MergePlan? plan;
    private Refusal? refused;
    private string typed = "";
    private bool busy;

    [Parameter, EditorRequired]
    public required int Id { get; set; }

    /// <summary>Null until one was chosen.</summary>
    [Parameter]
    public int? OtherId { get; set; }

    // The record at hand stays and the other goes into it, until the person turns it round.
    protected override Task OnInitializedAsync() => OtherId is { } other ? PlanAsync(other, Id) : Task.CompletedTask;

    private static string Contacts(Customer customer) =>
        string.Join(" · ", customer.Contacts.OrderBy(contact => contact.Kind).Select(contact => contact.Shown));

    private static string AccountWords(MergePlan plan)
    {
        var account = plan.TakesAccount ? $"{plan.From.Email} signs in to the one that stays. "
            : plan.EndsAccount ? $"{plan.From.Email} ends; they sign in with {plan.To.Email}. "
            : "";
        return account + plan.OpenSessions switch
        {
            0 => "",
            1 => "1 session ends.",
            _ => $"{plan.OpenSessions} sessions end.",
        };
    }

    private async Task SearchAsync()
    {
        var wanted = typed.Trim();
        if (wanted.Length < Shortest)
        {
            found = [];
            return;
        }

        var rows = (await list.ReadAsync(new CustomerFilter { Search = wanted }, null, Most, CancellationToken.None)).Rows;
        if (wanted == typed.Trim()) found = [.. rows.Where(row => row.Customer.Id != Id)];
    }

    private async Task PlanAsync(int from, int to)
    {
        if ((await merging.PlanAsync(from, to, CancellationToken.None)).Is(out var made, out refused)) plan = made;
    }

    private async Task MergeAsync()
    {
        if (busy || plan is not { } seen) return;
        busy = true;
        refused = await current.TryAsync(by => merging.MergeAsync(seen, by, CancellationToken.None), Role.Manager);
        busy = false;
        if (refused is null) dialogs.Close(seen.To.Id);
        else if (refused == CustomersRefusals.ChangedMeanwhile) await ShowAgainAsync(seen, refused);
    }

    private async Task ShowAgainAsync(MergePlan seen, Refusal said)
    {
        await PlanAsync(seen.From.Id, seen.To.Id);
        refused ??= said;
    }
}
