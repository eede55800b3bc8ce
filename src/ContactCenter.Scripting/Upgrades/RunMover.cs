using System.Globalization;

namespace ContactCenter.Scripting.Upgrades;

/// <summary>What became of a run that was to be moved.</summary>
/// <param name="Run">The run on the new version; null when it stays.</param>
/// <param name="Code">What keeps it; null when it moves, or nothing has to be moved.</param>
/// <param name="Statement">The line of the old version that keeps it; -1 when none does.</param>
/// <param name="Detail">What the code's sentence wants besides, or a sentence of its own without a code.</param>
internal readonly record struct Move(ScriptRun? Run, DiagnosticCode? Code = null, int Statement = -1, string Detail = "");

/// <summary>Makes of a run on the old version one on the new, or says what keeps it. The old one is not changed. Thread-safe.</summary>
internal sealed class RunMover(ScriptProgram from, ScriptProgram to, Matches matches)
{
    public const int MostReason = 1_024;

    private readonly Liveness _was = new(from);
    private readonly Liveness _is = new(to);

    public Move Move(ScriptRun run, string? actor, string reason, DateTimeOffset now)
    {
        if (run.State is ScriptRunState.Created or >= ScriptRunState.Ended)
        {
            return new Move(null, Detail: run.State == ScriptRunState.Created ? "It has not begun; begin it on the new version." : "It is over.");
        }

        if (!matches.Faults.IsEmpty)
        {
            return new Move(null, Detail: "The map has faults.");
        }

        if (matches[run.Statement] is { Code: { } gone, Detail: var detail })
        {
            return new Move(null, gone, run.Statement, detail);
        }

        foreach (ref readonly var point in run.Returns.AsSpan(0, run.ReturnCount))
        {
            if (matches[point.Statement] is { Code: { } lost, Detail: var why })
            {
                return new Move(null, lost, point.Statement, why);
            }
        }

        return Build(run, actor, reason, now);
    }

    private static bool IsWorkedOutAgain(ScriptRunState state) => state is ScriptRunState.Saying or ScriptRunState.Noting or ScriptRunState.Asking or ScriptRunState.Confirming;

    private Move Build(ScriptRun old, string? actor, string reason, DateTimeOffset now)
    {
        var language = to.Languages.IndexOf(old.Language);
        var channel = old.Channel is null ? -1 : to.Channels.IndexOf(old.Channel);
        if (language < 0 || (channel < 0 && old.Channel is not null))
        {
            return new Move(null, UpgradeCodes.SpeechGone, old.Statement, language < 0 ? old.Language : old.Channel!);
        }

        var run = new ScriptRun(to, old.Id, new ScriptRunSettings { Budget = old.Budget })
        {
            LanguageIndex = language,
            ChannelIndex = channel,
            Zone = old.Zone,
            State = old.State,
            Statement = matches[old.Statement].To,
            DemandSequence = old.DemandSequence,
            Sequence = old.Sequence,
            DueTicks = old.DueTicks,
            Wanted = old.Wanted,
            Silences = old.Silences,
            Wrongs = old.Wrongs,
            Attempt = old.Attempt,
            ReturnCount = old.ReturnCount,
            At = now.UtcTicks,
        };
        for (var i = 0; i < old.ReturnCount; i++)
        {
            run.Returns[i] = old.Returns[i] with { Statement = matches[old.Returns[i].Statement].To };
        }

        var kept = new SlotMover(from, to, matches, _was, _is).Fill(old, run);
        if (kept.Code is not null)
        {
            return kept;
        }

        var shown = IsWorkedOutAgain(old.State) ? ShowAgain(old, run) : Keep(old, run);
        if (shown.Code is not null)
        {
            return shown;
        }

        Record(old, run, actor, reason);
        return new Move(run);
    }

    /// <summary>What is shown is the new version's; a list to choose from must be the one that was offered.</summary>
    private Move ShowAgain(ScriptRun old, ScriptRun run)
    {
        if (!ScriptMachine.ShowAgain(run))
        {
            return new Move(null, UpgradeCodes.NotGiven, old.Statement, matches.StepOf(old.Statement));
        }

        if (old.State != ScriptRunState.Asking && old.State != ScriptRunState.Confirming)
        {
            return default;
        }

        var (before, after) = (from.Tables.Asks[from.Statements[old.Statement].Detail], to.Tables.Asks[to.Statements[run.Statement].Detail]);
        if (before.HasList && old.Given[from.Given[old.Statement] - 1] is var offered && offered != run.Given[run.GivenCount - 1])
        {
            return new Move(null, UpgradeCodes.OptionChanged, old.Statement, "a list");
        }

        if (before.SilenceAfter != after.SilenceAfter)
        {
            // Whoever was asked a while ago has been silent for as long; where nobody counted it begins now.
            var asked = before.SilenceAfter == 0 ? run.At : old.DueTicks - before.SilenceAfter;
            run.DueTicks = after.SilenceAfter == 0 ? 0 : Math.Min(Math.Max(1, asked) + after.SilenceAfter, DateTimeOffset.MaxValue.UtcTicks);
        }

        ShowRefusal(old, run);
        return default;
    }

    /// <summary>Why the last answer was refused is shown again, unless the new version says it in another way.</summary>
    private void ShowRefusal(ScriptRun old, ScriptRun run)
    {
        if (old.Refusal < 0)
        {
            return;
        }

        var text = from.Tables.Texts[old.Refusal];
        var shown = old.GivenValues[from.Given[old.Statement]..];
        for (var i = 0; i < to.Tables.Texts.Length; i++)
        {
            if (to.Tables.Texts[i].Id == text.Id && to.Tables.Texts[i].Holes.AsSpan().SequenceEqual(text.Holes.AsSpan())
                && TryAdopt(shown, run.Given.AsSpan(run.GivenCount, shown.Length)))
            {
                run.Refusal = i;
                run.GivenCount += shown.Length;
                return;
            }
        }
    }

    /// <summary>What is being done, or waited for, stays as it was worked out.</summary>
    private Move Keep(ScriptRun old, ScriptRun run)
    {
        if (to.Given[run.Statement] != old.GivenCount || !TryAdopt(old.GivenValues, run.Given))
        {
            return new Move(null, UpgradeCodes.UnderWay, old.Statement);
        }

        run.GivenCount = old.GivenCount;
        return default;
    }

    private bool TryAdopt(ReadOnlySpan<ScriptValue> values, Span<ScriptValue> adopted)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryAdopt(values[i], out adopted[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A value as the new program's own: every record in it is of a type it knows.</summary>
    private bool TryAdopt(ScriptValue value, out ScriptValue adopted)
    {
        adopted = value;
        if (value.AsRecord() is { } record)
        {
            foreach (var type in to.Records)
            {
                if (type.Equals(record.Type) && type.TryAdopt(value, out adopted))
                {
                    return true;
                }
            }

            return false;
        }

        return value.AsList() is not { } list || list.All(item => item.AsRecord() is null && item.AsList() is null);
    }

    private void Record(ScriptRun old, ScriptRun run, string? actor, string reason)
    {
        run.InputKind = ScriptInputKind.Upgraded;
        (run.InputActor, run.InputReason) = (actor, reason);
        run.InputText = string.Create(CultureInfo.InvariantCulture, $"v{from.Version} {Convert.ToHexStringLower(from.Hash.AsSpan())} -> v{to.Version} {Convert.ToHexStringLower(to.Hash.AsSpan())}");
        run.Before = run.Statement;
        run.Sequence = old.Sequence + 1;
        Array.Clear(run.Changed);
    }
}
