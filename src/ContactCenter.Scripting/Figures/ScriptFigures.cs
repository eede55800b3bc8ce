using System.Collections.Immutable;
using ContactCenter.Scripting.Figures;

namespace ContactCenter.Scripting;

/// <summary>How much <see cref="ScriptFigures"/> keeps.</summary>
public sealed record ScriptFiguresOptions
{
    /// <summary>Runs that are followed at the same time, at most; 1,000,000 by default. Those beyond are counted, and not timed.</summary>
    public int MaxOpenRuns { get; init; } = 1_000_000;

    /// <summary>Different deviations of a version, at most; 500 by default. The reasons of those beyond are counted together.</summary>
    public int MaxDeviations { get; init; } = 500;
}

/// <summary>
/// Counts what runs made of scripts, from their frames as they come: outcomes, drop-off and time per step and branch, silence and wrong answers, deviations of agents, per
/// version. Memory grows with open runs and with scripts, not with frames. Not thread-safe.
/// </summary>
public sealed class ScriptFigures(ScriptFiguresOptions? options = null)
{
    private readonly ScriptFiguresOptions _options = options ?? new ScriptFiguresOptions();
    private readonly Dictionary<long, VersionCounts> _versions = []; // by the beginning of the program's hash
    private readonly Dictionary<Guid, OpenRun> _open = [];

    /// <summary>Frames of runs that were not followed from their beginning, since they began before the first frame, or there were too many.</summary>
    public long FramesNotFollowed { get; private set; }

    /// <summary>Takes the next frame. Those of one run come in their order; one that came before is left out.</summary>
    /// <param name="program">The program it is of.</param>
    /// <param name="frame">The frame.</param>
    /// <exception cref="ScriptFormatException">The bytes are no frame of this version and this program; nothing was counted.</exception>
    public void Add(ScriptProgram program, ReadOnlySpan<byte> frame)
    {
        ArgumentNullException.ThrowIfNull(program);
        var record = ScriptFrame.ReadRecord(program, frame);
        var run = ScriptFrame.Read(program, frame);
        var isFollowed = _open.TryGetValue(record.Run, out var before);
        if (isFollowed && record.Sequence <= before.Sequence)
        {
            return;
        }

        if (!_versions.TryGetValue(program.ShortHash, out var counts))
        {
            _versions[program.ShortHash] = counts = new VersionCounts(program, _options.MaxDeviations);
        }

        FramesNotFollowed += isFollowed || record.Sequence == 1 ? 0 : 1;
        var after = Count(counts, record, run, isFollowed ? before : null);
        if (run.State >= ScriptRunState.Ended)
        {
            _open.Remove(record.Run);
        }
        else if (isFollowed || _open.Count < _options.MaxOpenRuns)
        {
            _open[record.Run] = after;
        }
        else
        {
            FramesNotFollowed += record.Sequence == 1 ? 1 : 0;
        }
    }

    /// <summary>What was counted, by script and version.</summary>
    public ImmutableArray<ScriptVersionFigures> Versions() =>
        [.. _versions.Values.Select(static counts => counts.ToFigures()).OrderBy(static one => one.Script, StringComparer.Ordinal).ThenBy(static one => one.Version).ThenBy(static one => one.Hash, StringComparer.Ordinal)];

    private OpenRun Count(VersionCounts counts, ScriptStepRecord record, ScriptRun run, OpenRun? before)
    {
        if (record.Input.Kind == ScriptInputKind.Upgraded)
        {
            if (before is { } left)
            {
                _versions[left.Program.ShortHash].WentByUpgrade++;
            }

            counts.Came(run, byUpgrade: true);
            return new OpenRun(run, record, before?.IsDeviated ?? false, record.At, record.At, before is not null && before.Value.IsWhole);
        }

        return counts.Count(record, run, before);
    }
}
