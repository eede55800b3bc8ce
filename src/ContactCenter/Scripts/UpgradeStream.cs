using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>The stream of one upgrade: what was asked, what became of which run, and which runs are next. Owned by one call.</summary>
internal sealed class UpgradeStream
{
    private readonly Guid _key;
    private long _version;

    private UpgradeStream(Guid key) => _key = key;

    /// <summary>What was asked; null before it begins.</summary>
    public ScriptUpgradeBegan? Began { get; private set; }

    /// <summary>The runs that are to be judged now; none when it is over.</summary>
    public ImmutableArray<Guid> Next { get; private set; } = [];

    /// <summary>What became of the others, in the order of their ids.</summary>
    public List<UpgradeFinding> Findings { get; } = [];

    private MachineId Machine => new(UpgradeKinds.Machine, _key.ToString("N"));

    /// <summary>Reads what there is of an upgrade.</summary>
    public static async ValueTask<UpgradeStream> LoadAsync(ILog log, Guid key)
    {
        var stream = new UpgradeStream(key);
        await foreach (var committed in log.ReadMachineAsync(stream.Machine).ConfigureAwait(false))
        {
            stream._version++;
            if (committed.Entry.Kind == UpgradeKinds.Began)
            {
                stream.Took(committed.Entry.Read(UpgradeJson.Default.ScriptUpgradeBegan));
            }
            else
            {
                stream.Took(committed.Entry.Read(UpgradeJson.Default.ScriptUpgradeJudged));
            }
        }

        return stream;
    }

    /// <summary>Makes the beginning durable; false when somebody else has begun it under the same key.</summary>
    public async ValueTask<bool> TryBeginAsync(ITenantStorage storage, ScriptUpgradeBegan body, Principal by, DateTimeOffset now)
    {
        if (!await TryAppendAsync(storage, UpgradeKinds.Began, body, UpgradeJson.Default.ScriptUpgradeBegan, by, now).ConfigureAwait(false))
        {
            return false;
        }

        Took(body);
        return true;
    }

    /// <summary>Makes durable what became of the runs that were next; false when somebody else has under the same key.</summary>
    public async ValueTask<bool> TryGoOnAsync(ITenantStorage storage, ScriptUpgradeJudged body, Principal by, DateTimeOffset now)
    {
        if (!await TryAppendAsync(storage, UpgradeKinds.Judged, body, UpgradeJson.Default.ScriptUpgradeJudged, by, now).ConfigureAwait(false))
        {
            return false;
        }

        Took(body);
        return true;
    }

    private void Took(ScriptUpgradeBegan body) => (Began, Next) = (body, body.Next.IsDefault ? [] : body.Next);

    private void Took(ScriptUpgradeJudged body)
    {
        Findings.AddRange(body.Findings);
        Next = body.Next.IsDefault ? [] : body.Next;
    }

    private async ValueTask<bool> TryAppendAsync<T>(ITenantStorage storage, string kind, T body, JsonTypeInfo<T> type, Principal by, DateTimeOffset now)
    {
        var entry = new Entry
        {
            Id = Entries.IdFor(_key, Machine, (int)_version),
            Kind = kind,
            KindVersion = CoreKinds.All.VersionOf(kind),
            Time = now,
            Actor = by.ToString(),
            Cause = _key,
            TraceParent = Entries.TraceParent,
            Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
        };
        var result = await storage.Log.AppendAsync(new Append(Machine, _version, storage.Log.Epoch, [entry])).ConfigureAwait(false);
        switch (result.Status)
        {
            case AppendStatus.Appended:
                _version++;
                return true;
            case AppendStatus.StaleVersion or AppendStatus.Repeated:
                return false;
            default:
                throw new LogUnavailableException("Another process has taken over the tenant's log.") { Code = "CC1002" };
        }
    }
}
