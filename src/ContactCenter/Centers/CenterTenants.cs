using ContactCenter.Administration;
using ContactCenter.Configuration;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;
using ContactCenter.Tenants;
using Microsoft.Extensions.Options;

namespace ContactCenter.Centers;

/// <summary>
/// The center's own log: which tenants there are. It lies beside the tenants', under an id no tenant can have, and holds nothing but these
/// changes, so it is read whole at a start. One writer at a time.
/// </summary>
internal sealed class CenterTenants(
    ITenantStorageProvider storage, IOptions<ContactCenterOptions> options, TenantCatalog catalog, TimeProvider time, ILogger<CenterTenants> logger) : ICenterTenants
{
    /// <summary>The id of the center's own log.</summary>
    public static readonly TenantId Id = new("+center");

    private readonly Dictionary<string, ConfiguredRow> _rows = new(StringComparer.Ordinal);
    private readonly List<ConfiguredRow> _history = [];
    private ITenantStorage? _open;

    /// <summary>Every change there was, oldest first.</summary>
    public IReadOnlyList<ConfiguredRow> History => _history;

    public IReadOnlyDictionary<string, ConfiguredRow> Rows => _rows;

    /// <summary>Whether the log was read, so that it is known which tenants there are.</summary>
    public bool IsKnown { get; private set; }

    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        _open = await storage.OpenAsync(Id, cancellationToken).ConfigureAwait(false);
        try
        {
            _rows.Clear();
            _history.Clear();
            await foreach (var committed in _open.Log.ReadAsync(LogPosition.Start, cancellationToken).ConfigureAwait(false))
            {
                if (committed.Entry.Kind == CenterKinds.ConfigChanged)
                {
                    var change = committed.Entry.Read(CenterJson.Default.ConfigChanged);
                    Take(ConfiguredRow.Following(_rows.GetValueOrDefault(change.Key), change, committed.Entry, committed.Position));
                }
            }

            await SeedAsync().ConfigureAwait(false);
            Publish();
            IsKnown = true;
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the log again after it has failed. False while it has not been opened at all, which is the supervisor's part.</summary>
    /// <exception cref="LogUnavailableException">It cannot be written to.</exception>
    public async ValueTask<bool> TryReopenAsync()
    {
        if (_open is null && IsKnown)
        {
            await OpenAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return _open is not null;
    }

    /// <summary>Makes a change durable and takes it in; what follows from it for the catalog is published by the caller.</summary>
    /// <exception cref="LogUnavailableException">It cannot be written; the next change opens the log anew.</exception>
    public async ValueTask AppendAsync(Principal by, ConfigChanged change, EntryId id)
    {
        try
        {
            foreach (var row in await ConfigurationJournal.AppendAsync(_open!.Log, by, [change], _rows, _ => id, time.GetUtcNow()).ConfigureAwait(false))
            {
                Take(row);
            }
        }
        catch (LogUnavailableException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tells everybody which tenants are open.</summary>
    public void Publish() => catalog.Publish(_rows.Values
        .Where(static r => r.After is not null)
        .Select(r => (Id: ConfigurationKinds.Parse(r.Key).Id, Record: TenantRecord.Read(r.After!)))
        .Where(static t => t.Record.State == TenantState.Active)
        .Select(t => KeyValuePair.Create(t.Id, SeedsOf(t.Id, t.Record))));

    public TenantOptions SeedsOf(string tenant, TenantRecord record) => record.Seeds() ?? options.Value.Tenants.GetValueOrDefault(tenant) ?? new TenantOptions();

    public async ValueTask DisposeAsync()
    {
        if (_open is { } open)
        {
            _open = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Code and files say that a tenant is there. What was changed here stays until they change their mind.</summary>
    private async ValueTask SeedAsync()
    {
        var seed = new TenantRecord(TenantState.Active).Write();
        var seeded = options.Value.Tenants.Keys.Select(static t => TenantRecord.KeyOf(new TenantId(t))).ToHashSet(StringComparer.Ordinal);
        var changes = seeded.Where(k => _rows.GetValueOrDefault(k)?.Seed != seed).Select(k => new ConfigChanged(k, _rows.GetValueOrDefault(k)?.After, seed))
            .Concat(_rows.Values.Where(r => r.Seed is not null && !seeded.Contains(r.Key)).Select(static r => new ConfigChanged(r.Key, r.After, null)));
        foreach (var change in changes.ToList())
        {
            TenantLog.SeedChanged(logger, Id, change.Key);
            await AppendAsync(Principal.System, change, new EntryId(Guid.CreateVersion7(time.GetUtcNow()))).ConfigureAwait(false);
        }
    }

    private void Take(ConfiguredRow row)
    {
        _rows[row.Key] = row;
        _history.Add(row);
    }
}
