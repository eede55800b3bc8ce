using System.Buffers;
using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <summary>
/// One step in bytes: the record of what happened, and behind it the snapshot of what the run is now. The two are written together, so that there is never
/// one without the other; resuming reads one frame and runs nothing again. A frame says what the customer said: the host seals it as a whole.
/// </summary>
public static class ScriptFrame
{
    /// <summary>No frame is longer: 256 KiB. With the default budget frames stay below 128 KiB, and usual ones below 300 bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Writes the step an input was <see cref="ScriptAdvance.Applied"/> in. Allocates nothing.</summary>
    /// <param name="run">The run, as the input left it.</param>
    /// <param name="to">The buffer.</param>
    /// <param name="written">How many bytes are used.</param>
    /// <returns>False when the buffer is too small; its content is then of no use.</returns>
    // As of ScriptMachine.Advance; the two codecs are each on their own for the same reason.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TryWrite(ScriptRun run, Span<byte> to, out int written)
    {
        ArgumentNullException.ThrowIfNull(run);
        var most = RecordCodec.MostOf(run) + SnapshotCodec.MostOf(run);
        if (most <= to.Length)
        {
            written = Put(run, to);
            return true;
        }

        return TryWriteElsewhere(run, to, most, out written);
    }

    /// <summary>The run as a frame has it.</summary>
    /// <param name="program">The program it is pinned to.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="budget">What one wake-up may use; the default when null.</param>
    /// <exception cref="ScriptFormatException">The bytes are no frame of this version and this program.</exception>
    public static ScriptRun Read(ScriptProgram program, ReadOnlySpan<byte> frame, ScriptBudget? budget = null)
    {
        var run = new ScriptRun(program, Guid.Empty, new ScriptRunSettings { Budget = budget ?? new ScriptBudget() });
        Read(frame, run);
        return run;
    }

    /// <summary>Makes a run of the same program what a frame has, as for a pool of runs. When it throws, the run is good for nothing.</summary>
    /// <exception cref="ScriptFormatException">The bytes are no frame of this version and the run's program.</exception>
    public static void Read(ReadOnlySpan<byte> frame, ScriptRun into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var reader = new ByteReader(frame);
        var record = RecordCodec.Skip(ref reader, into.Program);
        SnapshotCodec.Read(ref reader, into);
        reader.End();
        if (into.Sequence != record.Sequence)
        {
            throw reader.Wrong($"the snapshot of step {into.Sequence} behind the record of step {record.Sequence}");
        }

        (into.Id, into.InputKind) = (record.Run, record.Kind);
    }

    /// <summary>How many of a frame's bytes are the snapshot; the others are the record.</summary>
    /// <exception cref="ScriptFormatException">The bytes are no frame of this version and this program.</exception>
    public static int SnapshotLength(ScriptProgram program, ReadOnlySpan<byte> frame)
    {
        ArgumentNullException.ThrowIfNull(program);
        var reader = new ByteReader(frame);
        RecordCodec.Skip(ref reader, program);
        return reader.Left;
    }

    /// <summary>What happened in the step.</summary>
    /// <exception cref="ScriptFormatException">The bytes are no frame of this version and this program.</exception>
    public static ScriptStepRecord ReadRecord(ScriptProgram program, ReadOnlySpan<byte> frame)
    {
        ArgumentNullException.ThrowIfNull(program);
        var reader = new ByteReader(frame);
        return RecordCodec.Read(ref reader, program);
    }

    private static int Put(ScriptRun run, Span<byte> to) => SnapshotCodec.Put(to, RecordCodec.Put(to, 0, run), run);

    /// <summary>It may not fit, so it is written where it does.</summary>
    private static bool TryWriteElsewhere(ScriptRun run, Span<byte> to, int most, out int written)
    {
        var roomy = ArrayPool<byte>.Shared.Rent(most);
        written = Put(run, roomy);
        var fits = roomy.AsSpan(0, written).TryCopyTo(to);
        ArrayPool<byte>.Shared.Return(roomy, clearArray: true);
        return fits;
    }
}
