using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Endpoints;
using ContactCenter.Projections;
using ContactCenter.Scripting;

namespace ContactCenter.Configuration;

/// <summary>
/// What is configured in a tenant at a moment: the seeds, as administrators have edited them since. Immutable: whoever reads takes it once
/// from <see cref="LiveConfiguration"/> and sees one state. The options within are never changed after it is made.
/// </summary>
internal sealed class TenantConfiguration
{
    private readonly TenantId _tenant;
    private readonly TenantOptions _seeds;
    private readonly IReadOnlyList<IChannel> _channels;
    private readonly IReadOnlyList<IScriptAction> _actions;

    /// <param name="tenant">The tenant.</param>
    /// <param name="seeds">The seeds: their order is the host's, and what was added since comes behind.</param>
    /// <param name="rows">Everything configured.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="actions">What scripts can do in the world.</param>
    public TenantConfiguration(
        TenantId tenant, TenantOptions seeds, IEnumerable<ConfiguredRow> rows, IReadOnlyList<IChannel> channels, IReadOnlyList<IScriptAction> actions)
    {
        (_tenant, _seeds, _channels, _actions) = (tenant, seeds, channels, actions);
        Rows = rows.ToImmutableDictionary(static r => r.Key, StringComparer.Ordinal);
        var order = ConfigurationJson.Write(seeds).Keys.Select(static (key, i) => (key, i)).ToDictionary(static k => k.key, static k => k.i);
        foreach (var row in Rows.Values.Where(static r => r.After is not null).OrderBy(r => order.GetValueOrDefault(r.Key, int.MaxValue)).ThenBy(static r => r.Since).ThenBy(static r => r.Key, StringComparer.Ordinal))
        {
            ConfigurationJson.Read(Options, row.Key, row.After!);
        }

        Endpoints = new EndpointResolver(tenant, Options, channels);
        Scripts = ScriptLibrary.Of(Options, actions);
    }

    public TenantOptions Options { get; } = new();

    public EndpointResolver Endpoints { get; }

    /// <summary>The scripts, compiled.</summary>
    public ScriptLibrary Scripts { get; }

    /// <summary>Everything configured, and what was removed, by key.</summary>
    public ImmutableDictionary<string, ConfiguredRow> Rows { get; }

    /// <summary>When an endpoint came to be.</summary>
    public DateTimeOffset? SinceOf(EndpointId endpoint) => Rows.GetValueOrDefault(ConfigurationKinds.Key(ConfigurationKinds.Endpoint, endpoint.Value))?.Since;

    public TenantConfiguration With(IEnumerable<ConfiguredRow> changed) =>
        new(_tenant, _seeds, Rows.SetItems(changed.Select(static r => KeyValuePair.Create(r.Key, r))).Values, _channels, _actions);
}

/// <summary>The configuration in force. Replaced as a whole; written by one at a time, read by any.</summary>
internal sealed class LiveConfiguration(TenantConfiguration first)
{
    private volatile TenantConfiguration _current = first;

    public TenantConfiguration Current => _current;

    public void Replace(TenantConfiguration next) => _current = next;
}
