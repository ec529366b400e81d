using System.Runtime.CompilerServices;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests;

/// <summary>
/// Hundreds of tests sign in, and each real hash is a tenth of a second of computing. The built program, which tests start as a process
/// of its own, hashes as it always does.
/// </summary>
internal static class CheapPasswords
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must stand before the first password is hashed.")]
    internal static void Set() => Passwords.Iterations = 10_000;
}
