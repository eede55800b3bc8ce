using System.Collections.Immutable;
using ContactCenter.Desk;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>
/// Takes live runs of a script to the version that is configured now, and says beforehand what would become of them. An upgrade has a stream of its own, in which
/// the runs stand before they are moved and what became of them after: one that was cut short goes on where it was. Thread-safe.
/// </summary>
internal sealed class ScriptUpgrader(ITenantStorage storage, ScriptIndex index, ScriptPrograms programs, ScriptHost scripts, TimeProvider time)
{
    /// <summary>Runs that are judged at once: enough to share the syncs of the disk, and one entry of findings.</summary>
    private const int Batch = 100;

    private const int MostReason = 500;

    /// <summary>Says what would become of every live run, and writes nothing.</summary>
    public async ValueTask<UpgradeResult> LookAsync(UpgradeRequest request, CancellationToken cancellationToken)
    {
        if (FindFault(request) is { } fault)
        {
            return fault;
        }

        if (programs.Configured(request.Script) is not { } to)
        {
            return NotConfigured(request.Script);
        }

        var order = new UpgradeOrder(to, request.Map ?? "");
        var rows = await CandidatesAsync(request.Script, request.Version, order.Hash, default, cancellationToken).ConfigureAwait(false);
        if (await FaultsAsync(order, rows).ConfigureAwait(false) is { } wrong)
        {
            return wrong;
        }

        var tally = new UpgradeTally(request);
        foreach (var chunk in rows.Chunk(Batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var finding in await Task.WhenAll(chunk.Select(row => scripts.LookAtUpgradeAsync(row.Run, row.Interaction, row.Version, order).AsTask())).ConfigureAwait(false))
            {
                if (finding is not null)
                {
                    tally.Add(finding);
                }
            }
        }

        return Done(tally, to.Program, order.Hash);
    }

    /// <summary>Does it, or goes on with it, or answers what it did.</summary>
    /// <param name="request">Which runs.</param>
    /// <param name="key">The upgrade's key.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Stops between runs; what has been moved has. The same key goes on.</param>
    public async ValueTask<UpgradeResult> UpgradeAsync(UpgradeRequest request, Guid key, Principal by, CancellationToken cancellationToken)
    {
        if ((FindFault(request) ?? ReasonFault(request.Reason)) is { } fault)
        {
            return fault;
        }

        var (isRepeated, mine) = (false, false); // mine: the runs that are next were written by this call, so that nobody has judged them before
        while (true)
        {
            var stream = await UpgradeStream.LoadAsync(storage.Log, key).ConfigureAwait(false);
            if (stream.Began is null)
            {
                if (await BeginAsync(stream, request, by).ConfigureAwait(false) is { } refused)
                {
                    return refused;
                }

                mine = stream.Began is not null;
                if (!mine)
                {
                    continue; // somebody else has, under the same key
                }
            }
            else
            {
                isRepeated = true;
            }

            if (!IsSame(stream.Began!, request))
            {
                return new UpgradeResult(DeskStatus.Refused, "CC1273", "Another upgrade has been done under this key; take a new key.");
            }

            var to = await programs.FindAsync(stream.Began!.Program).ConfigureAwait(false);
            if (!await GoOnAsync(stream, new UpgradeOrder(to, request.Map ?? ""), key, by, mine, cancellationToken).ConfigureAwait(false))
            {
                (isRepeated, mine) = (true, false); // somebody else goes on with it: look what they did
                continue;
            }

            var tally = new UpgradeTally(request);
            stream.Findings.ForEach(tally.Add);
            var done = Done(tally, to.Program, stream.Began.Program);
            return isRepeated ? done with { Status = DeskStatus.Repeated } : done;
        }
    }

    private static UpgradeResult Done(UpgradeTally tally, ScriptProgram to, string hash) =>
        new(DeskStatus.Done) { Report = tally.ToReport(to.Name, to.Version, hash) };

    private static UpgradeResult NotConfigured(string script) =>
        new(DeskStatus.NotFound, "CC1272", $"There is no script '{script}' that can be run now, so its runs cannot go on with it; configure it, or mend it.");

    private static UpgradeResult? FindFault(UpgradeRequest request) =>
        request.Map is { Length: > UpgradeRequest.MaxMapLength } map
            ? new UpgradeResult(DeskStatus.Invalid, "CC1271", $"The map has {map.Length} characters; {UpgradeRequest.MaxMapLength} are the most.")
        : request.Limit is < 1 or > UpgradeRequest.MaxLimit
            ? new UpgradeResult(DeskStatus.Invalid, "CC1274", $"limit is {request.Limit}; use 1 to {UpgradeRequest.MaxLimit}.")
        : null;

    private static UpgradeResult? ReasonFault(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason || reason.Any(char.IsControl)
        ? new UpgradeResult(DeskStatus.Invalid, "CC1256", $"Write why, in one line of 1 to {MostReason} characters with nothing personal in it: it stays in the log for ever.")
        : null;

    private static bool IsSame(ScriptUpgradeBegan began, UpgradeRequest request) =>
        began.Script == request.Script && began.Only == request.Version && (began.Map ?? "") == (request.Map ?? "") && began.Reason == request.Reason;

    /// <summary>What keeps it from beginning; null when it has begun, or somebody else has begun it.</summary>
    private async ValueTask<UpgradeResult?> BeginAsync(UpgradeStream stream, UpgradeRequest request, Principal by)
    {
        if (await programs.PublishAsync(request.Script).ConfigureAwait(false) is not { } to)
        {
            return NotConfigured(request.Script);
        }

        var order = new UpgradeOrder(to, request.Map ?? "");
        var rows = await CandidatesAsync(request.Script, request.Version, order.Hash, default, CancellationToken.None).ConfigureAwait(false);
        if (await FaultsAsync(order, rows).ConfigureAwait(false) is { } wrong)
        {
            return wrong;
        }

        var began = new ScriptUpgradeBegan(
            request.Script, to.Program.Version, order.Hash, request.Reason!, [.. rows.Take(Batch).Select(static row => row.Run)], request.Version, request.Map is { Length: > 0 } ? request.Map : null);
        await stream.TryBeginAsync(storage, began, by, time.GetUtcNow()).ConfigureAwait(false);
        return null;
    }

    /// <summary>Judges one batch after the other; false when somebody else does, under the same key.</summary>
    private async ValueTask<bool> GoOnAsync(UpgradeStream stream, UpgradeOrder order, Guid key, Principal by, bool mine, CancellationToken cancellationToken)
    {
        if (stream.Next.IsEmpty)
        {
            return true;
        }

        var began = stream.Began!;
        var left = await CandidatesAsync(began.Script, began.Only, order.Hash, stream.Next[^1], cancellationToken).ConfigureAwait(false);
        for (var at = 0; !stream.Next.IsEmpty; at += Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var places = new Dictionary<Guid, InteractionId>();
            foreach (var run in stream.Next)
            {
                places[run] = (await index.FindAsync(storage.Views, run, cancellationToken).ConfigureAwait(false))?.Interaction ?? default;
            }

            var judged = stream.Next.Select(run => scripts.UpgradeAsync(
                run, places[run], DerivedId.From(key.ToString("N"), run.ToString("N")), by, began.Reason, order, !mine));
            var findings = await Task.WhenAll(judged).ConfigureAwait(false);
            var next = left.Skip(at).Take(Batch).Select(static row => row.Run).ToImmutableArray();
            if (!await stream.TryGoOnAsync(storage, new ScriptUpgradeJudged([.. findings.OfType<UpgradeFinding>()], next), by, time.GetUtcNow()).ConfigureAwait(false))
            {
                return false;
            }

            mine = true;
        }

        return true;
    }

    /// <summary>The live runs that are on another program, in the order of their ids.</summary>
    private async ValueTask<List<ScriptRow>> CandidatesAsync(string script, int? version, string hash, Guid after, CancellationToken cancellationToken)
    {
        var old = index.Programs.Where(row => row.Script == script && row.Program != hash && (version is null || row.Version == version)).Select(static row => row.Program);
        var running = await index.RunningAsync(storage.Views, old.ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        return [.. running.Where(row => row.Run.CompareTo(after) > 0).OrderBy(static row => row.Run)];
    }

    private async ValueTask<UpgradeResult?> FaultsAsync(UpgradeOrder order, List<ScriptRow> rows)
    {
        var old = new List<ScriptProgram>();
        foreach (var hash in rows.Select(static row => row.Program).Distinct())
        {
            old.Add((await programs.FindAsync(hash).ConfigureAwait(false)).Program);
        }

        return order.FindFaults(old) is { IsEmpty: false } faults
            ? new UpgradeResult(DeskStatus.Invalid, "CC1271", $"The map has {faults.Length} faults; nothing is moved. Line {faults[0].Line}, column {faults[0].Column}: {faults[0].Message} ({faults[0].Code})") { Faults = faults }
            : null;
    }
}
