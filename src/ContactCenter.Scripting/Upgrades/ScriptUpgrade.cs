using System.Collections.Immutable;
using ContactCenter.Scripting.Upgrades;

namespace ContactCenter.Scripting;

/// <summary>
/// Takes live runs from one version of a script to another. A run moves only where it is certain that it stands at the same line, holds what the new version takes,
/// and that what was asked of customer or world means the same; every other run stays on its version, which goes on as before. Immutable, thread-safe.
/// </summary>
public sealed class ScriptUpgrade
{
    private readonly Matches _matches;
    private readonly RunMover _mover;

    /// <summary>Compares two versions.</summary>
    /// <param name="from">The version runs are on.</param>
    /// <param name="to">The version they are to go on with.</param>
    /// <param name="map">What became of steps, lines and slots that have other names.</param>
    /// <exception cref="ArgumentException">They are not versions of one script.</exception>
    public ScriptUpgrade(ScriptProgram from, ScriptProgram to, ScriptUpgradeMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Name != to.Name)
        {
            throw new ArgumentException($"'{to.Name}' is another script than '{from.Name}'; runs go from version to version of one.", nameof(to));
        }

        (From, To) = (from, to);
        _matches = new Matches(from, to, map ?? ScriptUpgradeMap.Empty);
        _mover = new RunMover(from, to, _matches);
    }

    /// <summary>The version runs are on.</summary>
    public ScriptProgram From { get; }

    /// <summary>The version they are to go on with.</summary>
    public ScriptProgram To { get; }

    /// <summary>What is wrong with the map, in its text. While there is anything no run moves.</summary>
    public ImmutableArray<Diagnostic> MapFaults => _matches.Faults;

    /// <summary>What would become of every run that stood at a line, as far as that does not depend on the run: what keeps it, by line of the old version.</summary>
    public ImmutableArray<Diagnostic> Look() =>
        [.. Enumerable.Range(0, From.Statements.Length).Where(at => From.Statements[at].Kind < StatementKind.Set)
            .Select(at => (At: at, Match: _matches[at])).Where(static one => one.Match.Code is not null)
            .Select(one => ToDiagnostic(one.Match.Code!, one.At, one.Match.Detail, "Runs"))];

    /// <summary>Says what would become of runs, and changes nothing.</summary>
    /// <param name="frames">The last frame of each run.</param>
    public ScriptUpgradeReport DryRun(IEnumerable<ReadOnlyMemory<byte>> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var findings = ImmutableArray.CreateBuilder<ScriptUpgradeFinding>();
        var kept = new Dictionary<(DiagnosticCode Code, int Statement, string Detail), int>();
        foreach (var frame in frames)
        {
            ScriptRun run;
            try
            {
                run = ScriptFrame.Read(From, frame.Span);
            }
            catch (ScriptFormatException e)
            {
                findings.Add(Unread(frame.Span, e));
                continue;
            }

            var move = _mover.Move(run, null, "", DateTimeOffset.UnixEpoch);
            findings.Add(ToFinding(run, move));
            if (move.Code is { } code)
            {
                var key = (code, move.Statement, move.Detail);
                kept[key] = kept.GetValueOrDefault(key) + 1;
            }
        }

        return new ScriptUpgradeReport(
            findings.ToImmutable(),
            [.. kept.OrderBy(static one => one.Key.Statement).ThenBy(static one => one.Key.Code.Id, StringComparer.Ordinal)
                .Select(one => ToDiagnostic(one.Key.Code, one.Key.Statement, one.Key.Detail, one.Value == 1 ? "1 run" : $"{one.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)} runs"))]);
    }

    /// <summary>Moves a run, when nothing keeps it.</summary>
    /// <param name="run">The run; it is not changed.</param>
    /// <param name="actor">Who upgrades it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The instant of the upgrade.</param>
    /// <param name="upgraded">The run as it goes on, whose frame (<see cref="ScriptFrame.TryWrite"/>) is the record of the upgrade; null when the run stays.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The run is not on the old version, or the actor or the reason is empty or too long.</exception>
    public ScriptUpgradeFinding Upgrade(ScriptRun run, string actor, string reason, DateTimeOffset now, out ScriptRun? upgraded)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (run.Program.Hash != From.Hash && !run.Program.Hash.AsSpan().SequenceEqual(From.Hash.AsSpan()))
        {
            throw new ArgumentException($"The run is on another program than {From.Name} v{From.Version}.", nameof(run));
        }

        if (actor.Length > ScriptValueLimits.MaxNameLength || reason.Length > RunMover.MostReason)
        {
            throw new ArgumentException($"Who upgrades has at most {ScriptValueLimits.MaxNameLength} characters, and why at most {RunMover.MostReason}.", actor.Length > ScriptValueLimits.MaxNameLength ? nameof(actor) : nameof(reason));
        }

        var move = _mover.Move(run, actor, reason, now);
        upgraded = move.Run;
        return ToFinding(run, move);
    }

    private ScriptUpgradeFinding Unread(ReadOnlySpan<byte> frame, ScriptFormatException why)
    {
        try
        {
            var run = ScriptFrame.Read(To, frame);
            return new ScriptUpgradeFinding(run.Id, ScriptUpgradeVerdict.Stays, run.Demand.StatementId, "", "", $"It is on v{To.Version} already.");
        }
        catch (ScriptFormatException)
        {
            return new ScriptUpgradeFinding(Guid.Empty, ScriptUpgradeVerdict.Fails, "", "", "", $"Its frame cannot be read: {why.Message}");
        }
    }

    private ScriptUpgradeFinding ToFinding(ScriptRun run, Move move)
    {
        var from = run.Statement < 0 ? "" : From.Statements[run.Statement].Id;
        if (move.Run is { } moved)
        {
            return new ScriptUpgradeFinding(run.Id, ScriptUpgradeVerdict.Moves, from, To.Statements[moved.Statement].Id, "", $"It goes on with v{To.Version}.");
        }

        return move.Code is { } code
            ? new ScriptUpgradeFinding(run.Id, ScriptUpgradeVerdict.Stays, from, "", code.Id, ToDiagnostic(code, move.Statement, move.Detail, "Runs").Message)
            : new ScriptUpgradeFinding(run.Id, ScriptUpgradeVerdict.Stays, from, "", "", move.Detail);
    }

    private Diagnostic ToDiagnostic(DiagnosticCode code, int statement, string detail, string runs)
    {
        var version = From.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (id, step, range) = (From.Statements[statement].Id, _matches.StepOf(statement), From.Statements[statement].Range);
        return code.Id switch
        {
            "SU01" => new Diagnostic(code, range, runs, step, version),
            "SU08" => new Diagnostic(code, range, runs, id, version),
            _ => new Diagnostic(code, range, runs, id, detail, version),
        };
    }
}
