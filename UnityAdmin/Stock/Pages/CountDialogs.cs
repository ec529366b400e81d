using Radzen;

namespace UnityAdmin.Stock.Pages;

internal static class CountDialogs
{
    public static DialogOptions Small => Of("460px");

    public static DialogOptions Large => Of("720px");

    private static DialogOptions Of(string width) => new() { Width = width, CloseDialogOnEsc = true, CloseAriaLabel = "Close" };
}
