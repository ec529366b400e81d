using UnityAdmin.Tests;

[assembly: AssemblyFixture(typeof(TestGround))]

namespace UnityAdmin.Tests;

/// <summary>Puts away what the whole run shares: the browser, the template databases, the temporary folder.</summary>
public sealed class TestGround : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        await Databases.DropTemplatesAsync();
        TempFolder.DeleteAll();
    }
}
