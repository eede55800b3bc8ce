using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>Runs that go on with another version, each in its own turn, and judged as it stands then.</summary>
internal sealed partial class ScriptHost
{
    private const string Erased = "What it knew has been erased with its customer.";
    private const string NotRead = "It cannot be read; an administrator finds why in the log, event 2324.";

    /// <summary>What upgrades the runs of this host.</summary>
    public ScriptUpgrader Upgrader(ScriptIndex index) => new(storage, index, programs, this, time);

    /// <summary>Takes a run to another program, or says what keeps it; null when it is on it already. Completes when that is durable. Repeating it with the same id does nothing twice.</summary>
    /// <param name="run">The run.</param>
    /// <param name="interaction">The interaction it speaks in.</param>
    /// <param name="id">The id of this run's part in the upgrade.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="order">Where to.</param>
    /// <param name="isAgain">Whether it may have been done before, perhaps long ago.</param>
    public Task<UpgradeFinding?> UpgradeAsync(Guid run, InteractionId interaction, Guid id, Principal by, string reason, UpgradeOrder order, bool isAgain) =>
        InTurnAsync(run, (before, slot) => UpgradeInTurnAsync(before, slot, run, interaction, new ScriptPost(id, null, by, new ScriptCommand.Upgrade(reason)), order, isAgain));

    /// <summary>What would become of a run as it is in the log; null when it is over, or on the program already.</summary>
    public async ValueTask<UpgradeFinding?> LookAtUpgradeAsync(Guid run, InteractionId interaction, int version, UpgradeOrder order)
    {
        try
        {
            var stream = await ScriptStream.LoadAsync(storage, programs, run).ConfigureAwait(false);
            return stream.Run is not { } live ? Fails(run, interaction, version, Erased)
                : live.State >= ScriptRunState.Ended || ScriptPrograms.HashOf(live.Program) == order.Hash ? null
                : order.Judge(live, interaction, Principal.System, "look", Now(), out _);
        }
        catch (Exception e) when (e is not (LogUnavailableException or ObjectDisposedException))
        {
            ScriptLog.NotJudged(logger, e, run);
            return Fails(run, interaction, version, NotRead);
        }
    }

    private static UpgradeFinding Fails(Guid run, InteractionId interaction, int version, string why) => new(run, interaction, version, ScriptUpgradeVerdict.Fails, Why: why);

    private async Task<UpgradeFinding?> UpgradeInTurnAsync(Task before, Slot slot, Guid run, InteractionId interaction, ScriptPost post, UpgradeOrder order, bool isAgain)
    {
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var version = 0;
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var stream = slot.Stream = await StreamAsync(slot.Stream, run, isLastEnough: false).ConfigureAwait(false);
                version = stream.Run?.Program.Version ?? 0;
                var (finding, entry) = await DecideUpgradeAsync(stream, run, interaction, post, order, isAgain).ConfigureAwait(false);
                if (entry is null || await AppendAsync(stream, entry).ConfigureAwait(false))
                {
                    return finding;
                }

                slot.Stream = null; // somebody else wrote to the stream: read it and judge again, once
                if (attempt > 0)
                {
                    throw new LogUnavailableException($"The stream of run {run} has another writer; only one process may run a tenant.") { Code = "CC1002" };
                }
            }
        }
        catch (SubjectErasedException)
        {
            slot.Stream = null;
            return Fails(run, interaction, version, Erased);
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            slot.Stream = null; // what is durable is read again
            throw;
        }
        catch (Exception e)
        {
            slot.Stream = null; // it stands where it stood
            ScriptLog.NotJudged(logger, e, run);
            return Fails(run, interaction, version, NotRead);
        }
    }

    private async ValueTask<(UpgradeFinding? Finding, Entry? Entry)> DecideUpgradeAsync(
        ScriptStream stream, Guid run, InteractionId interaction, ScriptPost post, UpgradeOrder order, bool isAgain)
    {
        if ((isAgain || stream.Commands.Contains(post.Id)) && await MovedAsync(stream, run, interaction, post.Id).ConfigureAwait(false) is { } done)
        {
            return (done, null);
        }

        if (stream.Run is not { } live)
        {
            return (Fails(run, interaction, 0, Erased), null);
        }

        if (ScriptPrograms.HashOf(live.Program) == order.Hash)
        {
            return (null, null); // by another upgrade, which the views did not have yet
        }

        var (now, from, was) = (Now(), live.Demand.StatementId, ScriptPrograms.HashOf(live.Program));
        var finding = order.Judge(live, interaction, post.By, ((ScriptCommand.Upgrade)post.Command).Reason, now, out var moved);
        if (moved is null)
        {
            return (finding, null);
        }

        // What the run asked for stays asked: the number of its demand is the same, so that nobody does it again, and every answer to it finds it.
        stream.Move(moved, order.To);
        return (finding, await stream.EntryAsync(storage, post, ScriptInputKind.Upgraded, from, PlaceOf(stream, run), now, was: was).ConfigureAwait(false));
    }

    /// <summary>What an earlier call did with the run; null when it did nothing.</summary>
    private async ValueTask<UpgradeFinding?> MovedAsync(ScriptStream stream, Guid run, InteractionId interaction, Guid id)
    {
        var version = 0;
        await foreach (var committed in storage.Log.ReadMachineAsync(stream.Machine).ConfigureAwait(false))
        {
            if (committed.Entry.Kind != ScriptKinds.Stepped)
            {
                continue;
            }

            var step = committed.Entry.Read(ScriptJson.Default.ScriptStepped);
            if (committed.Entry.Cause == id)
            {
                return new UpgradeFinding(run, interaction, version, ScriptUpgradeVerdict.Moves, step.From ?? "", step.Statement ?? "", Why: $"It goes on with v{step.Version}.");
            }

            version = step.Version;
        }

        return null;
    }
}
