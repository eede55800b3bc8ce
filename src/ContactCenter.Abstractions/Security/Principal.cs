using System.Collections.Immutable;

namespace ContactCenter;

/// <summary>Who gives a command. Every command carries one; role and tenant are checked once, before the mailbox.</summary>
/// <param name="Kind">What kind of actor this is.</param>
/// <param name="Name">The agent id of a person, the name of a part of the system, the kind of a channel. Never a customer's name or number.</param>
public sealed record Principal(PrincipalKind Kind, string Name)
{
    /// <summary>The center itself, acting on its own rules.</summary>
    public static Principal System { get; } = new(PrincipalKind.System, "system");

    /// <summary>The tenants this principal may act in. Empty: none (the system and channels are not limited by it).</summary>
    public ImmutableHashSet<TenantId> Tenants { get; init; } = [];

    /// <summary>What this principal may do.</summary>
    public ImmutableHashSet<Role> Roles { get; init; } = [];

    /// <summary>A person who works in one tenant.</summary>
    public static Principal Person(AgentId agent, TenantId tenant, params ReadOnlySpan<Role> roles) =>
        new(PrincipalKind.Person, agent.Value) { Tenants = [tenant], Roles = [.. roles] };

    /// <summary>A channel, for what it brings in.</summary>
    public static Principal Channel(Channels.ChannelKind kind) => new(PrincipalKind.Channel, kind.Value);

    /// <summary>The kind and the name, as they stand in the log: <c>person:anna</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}
