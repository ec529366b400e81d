using System.Reflection;
using System.Reflection.Emit;

namespace UnityAdmin.Tests;

/// <summary>
/// Which types of the built app each of its types really uses: base, interfaces, members, and everything its methods' code touches, what
/// Razor generated included. Constants and nameof leave no trace in code and are not seen.
/// </summary>
internal static class Dependencies
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every use of one of this assembly's top-level types by another.</summary>
    public static IReadOnlyList<(Type User, Type Used)> Of(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .SelectMany(type => UsedBy(type).SelectMany(Parts).Where(used => used.Assembly == assembly)
                .Select(used => (User: Outermost(type), Used: Outermost(used))))
            .Where(use => use.User != use.Used)
            .Distinct(),
    ];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter) return [];
        if (type.HasElementType) return Parts(type.GetElementType());
        return type.IsConstructedGenericType ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)] : [type];
    }

    private static IEnumerable<Type?> UsedBy(Type type)
    {
        var attributes = type.GetCustomAttributesData().Select(attribute => attribute.AttributeType);
        IEnumerable<Type?> shape = [type.BaseType, .. type.GetInterfaces(), .. attributes];
        var fields = type.GetFields(All).Select(field => field.FieldType);
        return shape.Concat(fields).Concat(type.GetConstructors(All).Cast<MethodBase>().Concat(type.GetMethods(All)).SelectMany(UsedBy));
    }

    private static IEnumerable<Type?> UsedBy(MethodBase method)
    {
        var signature = method.GetParameters().Select(parameter => parameter.ParameterType);
        var returned = (method as MethodInfo)?.ReturnType;
        if (method.GetMethodBody() is not { } body) return [returned, .. signature];
        var locals = body.LocalVariables.Select(local => local.LocalType);
        return [returned, .. signature, .. locals, .. MembersIn(body.GetILAsByteArray()!, method).SelectMany(UsedBy)];
    }

    private static IEnumerable<Type?> UsedBy(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo { IsGenericMethod: true } generic => [generic.DeclaringType, generic.ReturnType, .. generic.GetGenericArguments()],
        MethodInfo call => [call.DeclaringType, call.ReturnType],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<MemberInfo> MembersIn(byte[] code, MethodBase method)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var first = code[at++];
            var operation = Codes[first == 0xFE ? (short)(0xFE00 | code[at++]) : first];
            if (NamesMember(operation.OperandType))
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
            at += SizeOf(operation.OperandType, code, at);
        }
    }

    private static bool NamesMember(OperandType operand) =>
        operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok;

    private static int SizeOf(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };
}
