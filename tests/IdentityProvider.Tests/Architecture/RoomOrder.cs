using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SecureAccess.Tests.Architecture;

/// <summary>
/// The rule of ARCHITECTURE.md from one list: a room calls only rooms on lower lines. Read from the compiled assembly, method bodies
/// (async ones too) included.
/// </summary>
internal static class RoomOrder
{
    /// <summary>The lines, from the top. Rooms on one line do not call each other.</summary>
    public static readonly string[][] Lines =
    [
        ["Journeys", "Protocol"],
        ["Sessions", "Clients"],
        ["Proofing", "Authenticators"],
        ["Accounts", "Codes"],
        ["Delivery", "Limits"],
        ["Audit"],
        ["Keys"],
        // Every line may use it, and it uses none.
        ["Persistence"],
    ];

    /// <summary>What nobody calls: wiring.</summary>
    public const string Wiring = "Hosting";

    /// <summary>Each use of a room that the user may not call, as one line; empty when the rule holds.</summary>
    /// <param name="assembly">The path of the assembly.</param>
    /// <param name="root">The namespace that the rooms' namespaces lie in.</param>
    public static IReadOnlyList<string> Violations(string assembly, string root)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. module
                .GetTypes()
                .SelectMany(user =>
                    Uses(user)
                        .Select(used => (User: Namespace(user), Name: user.FullName, Used: used))
                )
                .Where(use => !MayUse(Room(use.User, root), Room(Namespace(use.Used), root)))
                .Select(use => $"{use.Name} uses {use.Used.FullName}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Each use of another journey's folder; a folder is a task, and they redirect to each other.</summary>
    public static IReadOnlyList<string> ViolationsBetweenJourneys(string assembly, string root)
    {
        var journeys = root + ".Journeys";
        using var module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. module
                .GetTypes()
                .SelectMany(user =>
                    Uses(user)
                        .Select(used =>
                            (User: Room(Namespace(user), journeys), Name: user.FullName, Used: used)
                        )
                )
                .Where(use =>
                    use.User is not null
                    && Room(Namespace(use.Used), journeys) is { } folder
                    && folder != use.User
                    && folder != "Shared"
                )
                .Select(use => $"{use.Name} uses {use.Used.FullName}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Every type that a type names: in its shape, its attributes and its method bodies.</summary>
    public static IEnumerable<TypeReference> Uses(TypeDefinition type)
    {
        var used = new List<TypeReference?> { type.BaseType };
        used.AddRange(type.Interfaces.Select(implemented => implemented.InterfaceType));
        used.AddRange(type.Fields.Select(field => field.FieldType));
        used.AddRange(type.CustomAttributes.Select(attribute => attribute.AttributeType));
        foreach (var method in type.Methods)
        {
            used.Add(method.ReturnType);
            used.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            used.AddRange(method.CustomAttributes.Select(attribute => attribute.AttributeType));
            if (method.HasBody)
            {
                used.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
                used.AddRange(method.Body.Instructions.SelectMany(Named));
            }
        }

        return used.OfType<TypeReference>().SelectMany(Parts);
    }

    /// <summary>The namespace of a type, also of a nested one.</summary>
    public static string Namespace(TypeReference type) =>
        type.DeclaringType is { } outer ? Namespace(outer) : type.Namespace;

    private static IEnumerable<TypeReference?> Named(Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => [type],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(parameter => parameter.ParameterType),
                .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
            ],
            FieldReference field => [field.DeclaringType, field.FieldType],
            _ => [],
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic =>
            [
                generic.ElementType,
                .. generic.GenericArguments.SelectMany(Parts),
            ],
            TypeSpecification specification => Parts(specification.ElementType),
            GenericParameter => [],
            _ => [type],
        };

    private static string? Room(string @namespace, string root) =>
        @namespace.StartsWith(root + ".", StringComparison.Ordinal)
            ? @namespace[(root.Length + 1)..].Split('.')[0]
            : null;

    private static bool MayUse(string? user, string? used)
    {
        if (user is null || used is null || user == used || user == Wiring)
        {
            return true;
        }

        return used != Wiring
            && LineOf(user) is var from and >= 0
            && LineOf(used) is var to and >= 0
            && from < to;
    }

    private static int LineOf(string room) => Array.FindIndex(Lines, line => line.Contains(room));
}
