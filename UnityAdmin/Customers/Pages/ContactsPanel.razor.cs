using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>The name and the ways to reach a customer, each set right on the spot.</summary>
public sealed partial class ContactsPanel(CustomerCare care, CurrentStaff current, Confirm confirm, Notices notices)
{
    private ContactKind kind;
    private Customer? owner;
    private Refusal? nameRefused;
    private Refusal? addRefused;
    private string? seenName;
    private string name = "";
    private string typed = "";
    private string channel = "";
    private bool naming;
    private bool adding;
    private bool busy;

    [Parameter, EditorRequired]
    public required Customer Customer { get; set; }

    [Parameter]
    public bool MayMerge { get; set; }

    [Parameter]
    public EventCallback<int?> OnMerge { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    private void StartNaming() => (naming, seenName, name, nameRefused) = (true, Customer.Name, Customer.Name ?? "", null);

    private void Pick(ContactKind picked) => (kind, addRefused, owner) = (picked, null, null);

    private void StopAdding() => (adding, typed, channel, addRefused, owner) = (false, "", "", null, null);

    private Task RenameAsync() => WorkAsync(async () =>
    {
        nameRefused = await current.TryAsync(by => care.RenameAsync(Customer.Id, seenName, name, by, CancellationToken.None));

        // Theirs is on the screen from here on, so the next save may put ours in its place.
        await OnDone.InvokeAsync();
        if (nameRefused is null) naming = false;
        else seenName = Customer.Name;
    });

    private Task AddAsync() => WorkAsync(async () =>
    {
        var contact = new NewContact(kind, typed, channel);
        addRefused = await current.TryAsync(by => care.AddContactAsync(Customer.Id, contact, by, CancellationToken.None));
        owner = addRefused?.Code == CustomersRefusals.ContactTakenCode ? await care.OwnerAsync(contact, CancellationToken.None) : null;
        if (addRefused is not null) return;
        StopAdding();
        notices.Done("Contact added");
        await OnDone.InvokeAsync();
    });

    private async Task RemoveAsync(CustomerContact contact)
    {
        var sure = await confirm.AskAsync(
            $"Remove {contact.Shown}?",
            "Whoever next writes from it is taken for a new customer. Add it again to undo this.",
            "Remove");
        if (!sure) return;
        await WorkAsync(async () =>
        {
            var refused = await current.TryAsync(by => care.RemoveContactAsync(Customer.Id, contact.Id, by, CancellationToken.None));
            if (refused is null) notices.Done("Contact removed");
            else notices.Refused(refused);
            await OnDone.InvokeAsync();
        });
    }

    private async Task WorkAsync(Func<Task> work)
    {
        if (busy) return;
        busy = true;
        try
        {
            await work();
        }
        finally
        {
            busy = false;
        }
    }
}
