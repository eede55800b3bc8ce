using System.Buffers.Binary;
using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>
/// One run of a program, pinned to it. Mutable, owned by one mailbox and not thread-safe; <see cref="ScriptMachine.Advance"/> alone changes it, and
/// <see cref="ScriptFrame"/> writes and reads it.
/// </summary>
public sealed class ScriptRun
{
    /// <summary>Places <c>back</c> can lead to, at most.</summary>
    internal const int MaxReturns = 8;

    internal readonly ScriptValue[] Slots;
    internal readonly ScriptValue[] Stack;
    internal readonly ScriptValue[] Given;
    internal readonly ulong[] Changed;
    internal readonly SlotImage Image;
    internal readonly ReturnPoint[] Returns = new ReturnPoint[MaxReturns];
    internal QuestionHistory History;
    internal ScriptInputKind InputKind;
    internal ScriptAnswerForm InputForm;
    internal int InputFor;
    internal string? InputText;
    internal string? InputActor;
    internal string? InputReason;
    internal ScriptValue InputValue;
    internal long IdHead;
    internal long IdTail;
    internal long At;
    internal long DueTicks;
    internal long Wanted;
    internal int Before;
    internal int Statement;
    internal int GivenCount;
    internal int ReturnCount;
    internal int Refusal;
    internal int OutcomeIndex;
    internal int LanguageIndex;
    internal int ChannelIndex;
    internal int TextLeft;
    internal bool IsHeavy;
    private Guid _id;

    /// <summary>A run that has not begun.</summary>
    /// <param name="program">Its program.</param>
    /// <param name="id">Its id, derived from its cause.</param>
    /// <param name="settings">Language, channel, time zone and budget.</param>
    /// <exception cref="ArgumentException">The program does not speak the language or is not for the channel, or there is no such time zone.</exception>
    public ScriptRun(ScriptProgram program, Guid id, ScriptRunSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        settings ??= new ScriptRunSettings();
        (Program, Id, Budget) = (program, id, settings.Budget);
        LanguageIndex = IndexOf(program.Languages, settings.Language, "language");
        ChannelIndex = IndexOf(program.Channels, settings.Channel, "channel");
        Zone = new RunZone(settings.TimeZone);
        Slots = new ScriptValue[program.Tables.Slots.Length];
        Stack = new ScriptValue[program.MaxStack + 1];
        Given = new ScriptValue[program.MaxGiven + ProgramLimits.MaxStack];
        Changed = new ulong[(Slots.Length + 63) / 64];
        Image = new SlotImage(program);
        (Before, Statement, Refusal, OutcomeIndex) = (-1, -1, -1, -1);
    }

    /// <summary>The program it is pinned to.</summary>
    public ScriptProgram Program { get; }

    /// <summary>Its id.</summary>
    public Guid Id
    {
        get => _id;
        internal set
        {
            _id = value;
            Span<byte> bytes = stackalloc byte[16];
            value.TryWriteBytes(bytes, bigEndian: true, out _);
            (IdHead, IdTail) = (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        }
    }

    /// <summary>How many inputs it took: the number of its last record, 0 before it begins.</summary>
    public int Sequence { get; internal set; }

    /// <summary>What it waits for.</summary>
    public ScriptRunState State { get; internal set; }

    /// <summary>Why it stopped.</summary>
    public ScriptFault Fault { get; internal set; }

    /// <summary>How it ended; null while it runs, and when it ended without an outcome, as when the customer hung up and no step says what then.</summary>
    public string? Outcome => OutcomeIndex < 0 ? null : Program.Outcomes[OutcomeIndex];

    /// <summary>The language it speaks.</summary>
    public string Language => Program.Languages[LanguageIndex];

    /// <summary>The channel it speaks by; null when the program is for none.</summary>
    public string? Channel => ChannelIndex < 0 ? null : Program.Channels[ChannelIndex];

    /// <summary>The time zone of its times of the day.</summary>
    public string TimeZone => Zone.Name;

    /// <summary>When it wants an input of kind <see cref="ScriptInputKind.Due"/>; null for never.</summary>
    public DateTimeOffset? Due => DueTicks == 0 ? null : new DateTimeOffset(DueTicks, TimeSpan.Zero);

    /// <summary>The number of the record of the question <see cref="ScriptInputKind.GoBack"/> leads to; null when there is none, or an irreversible action stands before it.</summary>
    public int? QuestionBefore => History.Count == 0 ? null : History.Newest;

    /// <summary>What it wants of its host now. Valid until the next input.</summary>
    public ScriptDemand Demand => new(this);

    internal ScriptBudget Budget { get; }

    internal RunZone Zone { get; set; }

    /// <summary>The number of the record that made the present demand.</summary>
    internal int DemandSequence { get; set; }

    internal int Silences { get; set; }

    internal int Wrongs { get; set; }

    internal int Attempt { get; set; }

    /// <summary>The value of a slot; empty when there is none of that name.</summary>
    public ScriptValue this[string slot]
    {
        get
        {
            var at = Program.SlotOf(slot);
            return at < 0 ? ScriptValue.Empty : Slots[at];
        }
    }

    internal ReadOnlySpan<ScriptValue> GivenValues => Given.AsSpan(0, GivenCount);

    /// <summary>Makes it a run that has not begun, with the same settings, as for a pool of runs.</summary>
    public void Reset(Guid id)
    {
        (Id, Sequence, DemandSequence, State, Fault) = (id, 0, 0, ScriptRunState.Created, ScriptFault.None);
        (Before, Statement, Refusal, OutcomeIndex) = (-1, -1, -1, -1);
        (Silences, Wrongs, Attempt, GivenCount, ReturnCount) = (0, 0, 0, 0, 0);
        History.Clear();
        (DueTicks, Wanted, IsHeavy) = (0, 0, false);
        Array.Clear(Slots);
        Image.Clear();
    }

    /// <summary>A slot of a run that is made of another: no change of this step.</summary>
    internal void Put(int slot, in ScriptValue value)
    {
        Slots[slot] = value;
        Image.Touch(slot);
    }

    internal void Set(int slot, in ScriptValue value)
    {
        Slots[slot] = value;
        Changed[slot >> 6] |= 1UL << slot;
        Image.Touch(slot);
        IsHeavy |= IsLarge(in value);
    }

    /// <summary>Whether the values must be weighed: as many small ones as there can be stay within the budget.</summary>
    internal static bool IsLarge(in ScriptValue value) => value.Reference is not ValueTag && (value.Reference is string text ? text.Length > 64 : value.Reference is not null);

    internal void Stop(ScriptFault fault)
    {
        (State, Fault) = (ScriptRunState.Faulted, fault);
        Close();
    }

    internal void End(int outcome)
    {
        (State, OutcomeIndex) = (ScriptRunState.Ended, outcome);
        Close();
    }

    private void Close()
    {
        (DueTicks, Wanted, ReturnCount, GivenCount, Refusal, DemandSequence) = (0, 0, 0, 0, -1, Sequence);
        History.Clear();
        (Silences, Wrongs, Attempt) = (0, 0, 0);
    }

    private static int IndexOf(ImmutableArray<string> known, string? name, string what)
    {
        var at = name is null ? Math.Min(0, known.Length - 1) : known.IndexOf(name);
        return at >= 0 || name is null ? at : throw new ArgumentException($"The program knows no {what} '{name}'; it knows {string.Join(", ", known)}.", what);
    }
}

/// <summary>Where <c>back</c> leads.</summary>
/// <param name="Statement">The statement that was left.</param>
/// <param name="Due">When a wait that was left is over; 0 for never, and for other statements.</param>
/// <param name="Wanted">The instant it asked for, before its window was looked at; 0 likewise.</param>
internal readonly record struct ReturnPoint(int Statement, long Due, long Wanted);
