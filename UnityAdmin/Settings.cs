using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace UnityAdmin;

/// <summary>Sections of the configuration, checked before the program serves; each fault is a sentence that names the setting.</summary>
internal static class Settings
{
    public static void AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        _ = services.AddSingleton<IValidateOptions<T>>(new Check<T>(section));
        _ = services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }

    /// <returns>A sentence for each setting that its attributes do not allow.</returns>
    public static IReadOnlyList<string> FaultsOf(object settings, string section)
    {
        var faults = new List<ValidationResult>();
        _ = Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true);
        return [.. faults.Select(fault => SentenceOf(fault, section))];
    }

    // "The field Port must be between 1 and 65535." is how the framework puts it.
    private static string SentenceOf(ValidationResult fault, string section)
    {
        var member = fault.MemberNames.FirstOrDefault() ?? "";
        var rest = (fault.ErrorMessage ?? "is wrong.")
            .Replace($"The field {member} ", "", StringComparison.Ordinal)
            .Replace($"The {member} field ", "", StringComparison.Ordinal);
        return $"{section}:{member} {rest}";
    }

    private sealed class Check<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            FaultsOf(options, section) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}

/// <summary>An IANA time zone that this machine knows.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeZoneNameAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
            ? ValidationResult.Success
            : new ValidationResult($"is '{value}', which is no time zone such as Europe/Dublin.", [validationContext.MemberName!]);
}
