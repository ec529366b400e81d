namespace UnityAdmin.Data;

/// <summary>A table whose text is kept to the letter: it is hashed, or repeats what was said. All other text is stored clean.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptAsTypedAttribute : Attribute;
