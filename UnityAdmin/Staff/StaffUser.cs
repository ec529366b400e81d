using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;

namespace UnityAdmin.Staff;

/// <summary>Someone who works in the shop.</summary>
public sealed class StaffUser : IdentityUser<int>
{
    [MaxLength(120)]
    public string DisplayName { get; set; } = "";
}
