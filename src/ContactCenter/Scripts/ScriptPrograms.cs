using System.Collections.Concurrent;
using System.Text.Json;
using ContactCenter.Configuration;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>The programs of one tenant: what is configured now, and what was run before. A program is in the log before anything runs on it. Thread-safe.</summary>
internal sealed class ScriptPrograms(ITenantStorage storage, ScriptIndex index, LiveConfiguration configuration, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ScriptPresenter> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _published = new(StringComparer.Ordinal);

    public static string HashOf(ScriptProgram program) => Convert.ToHexStringLower(program.Hash.AsSpan());

    /// <summary>The program a script would run on that begins now, not necessarily in the log; null when there is none of that name that can be run.</summary>
    public ScriptPresenter? Configured(string script) => configuration.Current.Scripts.Find(script) is { } program
        ? _known.GetOrAdd(HashOf(program), static (_, made) => new ScriptPresenter(made), program)
        : null;

    /// <summary>The program a script runs on that begins now, in the log; null when there is none of that name that can be run.</summary>
    public async ValueTask<ScriptPresenter?> PublishAsync(string script)
    {
        if (configuration.Current.Scripts.Find(script) is not { } program)
        {
            return null;
        }

        var hash = HashOf(program);
        var presenter = _known.GetOrAdd(hash, static (_, made) => new ScriptPresenter(made), program);
        if (index.FindProgram(hash) is null && !_published.ContainsKey(hash))
        {
            await WriteAsync(program, hash).ConfigureAwait(false);
            _published[hash] = true;
        }

        return presenter;
    }

    /// <summary>The program with a hash.</summary>
    /// <exception cref="InvalidOperationException">The log has none.</exception>
    public async ValueTask<ScriptPresenter> FindAsync(string hash)
    {
        if (_known.TryGetValue(hash, out var known))
        {
            return known;
        }

        var row = index.FindProgram(hash) ?? throw new InvalidOperationException($"The log has no program {hash}.");
        var entry = await storage.Log.EntryAtAsync(row.At, CancellationToken.None).ConfigureAwait(false);
        var program = ScriptProgram.FromBytes(entry.Read(ScriptJson.Default.ScriptPublished).Bytes);
        return _known.GetOrAdd(hash, static (_, made) => new ScriptPresenter(made), program);
    }

    private async ValueTask WriteAsync(ScriptProgram program, string hash)
    {
        var body = new ScriptPublished(program.Name, program.Version, hash, program.ToBytes());
        var machine = new MachineId("script-program", hash[..32]);
        var result = await storage.Log.AppendAsync(new Append(machine, Append.AnyVersion, storage.Log.Epoch,
        [
            new Entry
            {
                Id = new EntryId(DerivedId.From("script-program", storage.Log.Id.ToString(), hash)),
                Kind = ScriptKinds.Published,
                KindVersion = CoreKinds.All.VersionOf(ScriptKinds.Published),
                Time = time.GetUtcNow(),
                Actor = Principal.System.ToString(),
                Body = JsonSerializer.SerializeToUtf8Bytes(body, ScriptJson.Default.ScriptPublished),
            },
        ])).ConfigureAwait(false);
        if (result.Status is not (AppendStatus.Appended or AppendStatus.Repeated))
        {
            throw new LogUnavailableException("Another process has taken over the tenant's log.") { Code = "CC1002" };
        }
    }
}
