namespace Roles.Tests.Host;

/// <summary>Who calls: nobody, a person with one role each, and one with every role of a tenant, but of another one.</summary>
/// <param name="Column">The column of the page.</param>
/// <param name="Name">The login; null for nobody.</param>
/// <param name="Roles">What the person may do.</param>
internal sealed record Caller(string Column, string? Name, params Role[] Roles)
{
    public TenantId Tenant { get; init; } = People.Acme;

    public override string ToString() => Column;
}

internal static class People
{
    public static readonly TenantId Acme = new("acme");

    public static readonly TenantId Other = new("other");

    /// <summary>The columns, in their order.</summary>
    public static IReadOnlyList<Caller> All { get; } =
    [
        new("anonymous", null),
        new("agent", "elena", Role.Agent),
        new("supervisor", "carla", Role.Supervisor),
        new("field", "bruno", Role.Field),
        new("administrator", "anna", Role.Administrator),
        new("integration", "ivo", Role.Integration),
        new("center-administrator", "clara", Role.CenterAdministrator),
        new("another tenant's", "olga", Role.Agent, Role.Supervisor, Role.Field, Role.Administrator, Role.Integration) { Tenant = Other },
    ];

    /// <summary>A second agent: whose conversations and offers are another's to <c>elena</c>, and own to himself.</summary>
    public static Caller Owner { get; } = new("agent", "dario", Role.Agent);

    /// <summary>The logins the host does not know from its own settings.</summary>
    public static Dictionary<string, string?> Settings => All.Append(Owner).Where(static c => c.Name is not null)
        .SelectMany(static c => c.Roles.Select((role, i) => ($"Users:{c.Name}:Roles:{i}", role.Value))
            .Append(($"Users:{c.Name}:Name", c.Name!)).Append(($"Users:{c.Name}:Tenants:0", c.Tenant.Value)))
        .ToDictionary(static s => s.Item1, static s => (string?)s.Item2);
}
