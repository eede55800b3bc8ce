using System.Buffers;
using System.Text.Json;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>A run's stream: what its entries came to, and how the next one is made. Owned by one turn at a time.</summary>
internal sealed class ScriptStream
{
    /// <summary>How many keys of people's commands are remembered, so that a repeated one is not done twice.</summary>
    private const int CommandWindow = 64;

    private readonly Guid _run;
    private readonly Queue<Guid> _commands = new();
    private readonly List<(LogPosition At, string Event)> _kept = new(0);
    private ScriptPresenter? _presenter;
    private ScriptCommand.Begin? _began;
    private string? _trace;

    private ScriptStream(Guid run) => _run = run;

    public MachineId Machine => MachineOf(_run);

    public long Version { get; private set; }

    public LogPosition? Watermark { get; private set; }

    public IReadOnlyCollection<Guid> Commands => _commands;

    /// <summary>The events that wait until the run listens, the oldest first.</summary>
    public IReadOnlyList<(LogPosition At, string Event)> Kept => _kept;

    /// <summary>The run; null before it begins, and when what it knew was erased.</summary>
    public ScriptRun? Run { get; private set; }

    public ScriptPresenter Presenter => _presenter!;

    public InteractionId Interaction { get; private set; }

    public CustomerId Customer { get; private set; }

    /// <summary>The interaction it speaks in by the views, as they were when it was read; null when they did not know.</summary>
    public InteractionId? Place { get; set; }

    /// <summary>Whether only the last step was read: the commands before it, and what they followed from, are not known.</summary>
    public bool IsPartial { get; private init; }

    public static MachineId MachineOf(Guid run) => new(ScriptKinds.Machine, run.ToString("N"));

    /// <summary>Reads the last step alone, from where the views say it stands; null where that does not do. Whether it is the last is known by appending behind it.</summary>
    public static async ValueTask<ScriptStream?> LoadLastAsync(ITenantStorage storage, ScriptPrograms programs, ScriptRow? row)
    {
        if (row is not { Kept: 0, Entries: > 0 } || row.At >= storage.Log.Head)
        {
            return null; // events that are kept stand in the entries before
        }

        var entry = await storage.Log.EntryAtAsync(row.At, CancellationToken.None).ConfigureAwait(false);
        if (entry.Kind != ScriptKinds.Stepped || await FrameOfAsync(storage, entry).ConfigureAwait(false) is not { } frame)
        {
            return null;
        }

        var presenter = await programs.FindAsync(row.Program).ConfigureAwait(false);
        var run = ScriptFrame.Read(presenter.Program, frame.Span);
        return run.Id != row.Run ? null : new ScriptStream(run.Id)
        {
            IsPartial = true,
            Version = row.Entries,
            Run = run,
            _presenter = presenter,
            _trace = entry.TraceParent,
            Interaction = entry.Links.Interaction.GetValueOrDefault(),
            Customer = entry.Links.Customer.GetValueOrDefault(),
        };
    }

    /// <summary>Reads a stream; only its last frame is opened.</summary>
    public static async ValueTask<ScriptStream> LoadAsync(ITenantStorage storage, ScriptPrograms programs, Guid run)
    {
        var stream = new ScriptStream(run);
        Entry? last = null;
        await foreach (var committed in storage.Log.ReadMachineAsync(stream.Machine).ConfigureAwait(false))
        {
            stream.Took(committed.Entry);
            last = committed.Entry.Kind == ScriptKinds.Stepped ? committed.Entry : last;
        }

        if (last is not null)
        {
            stream._presenter = await programs.FindAsync(last.Read(ScriptJson.Default.ScriptStepped).Program).ConfigureAwait(false);
            stream.Run = await FrameOfAsync(storage, last).ConfigureAwait(false) is { } frame ? ScriptFrame.Read(stream.Presenter.Program, frame.Span) : null;
        }

        return stream;
    }

    /// <summary>The frame of an entry; null when it was erased.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It cannot be read: the run cannot go on, and a person does.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> FrameOfAsync(ITenantStorage storage, Entry entry) =>
        await storage.PersonalData.RevealWholeAsync(entry, ScriptKinds.Frame, CancellationToken.None).ConfigureAwait(false) is { } text
            ? Convert.FromBase64String(text)
            : default(ReadOnlyMemory<byte>?); // a mere null would be an empty frame

    /// <summary>The frame of one of the run's steps; null when there is none, or it was erased.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> FrameAsync(ITenantStorage storage, int sequence)
    {
        await foreach (var committed in storage.Log.ReadMachineAsync(Machine).ConfigureAwait(false))
        {
            if (committed.Entry.Kind == ScriptKinds.Stepped && committed.Entry.Read(ScriptJson.Default.ScriptStepped).Sequence == sequence)
            {
                return await FrameOfAsync(storage, committed.Entry).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>The run begins.</summary>
    public void Begin(ScriptRun run, ScriptPresenter presenter, ScriptCommand.Begin begin) =>
        (Run, _presenter, _began, Interaction, Customer) = (run, presenter, begin, begin.At.Interaction, begin.At.Customer);

    /// <summary>The run goes on with another program.</summary>
    public void Move(ScriptRun run, ScriptPresenter presenter) => (Run, _presenter) = (run, presenter);

    /// <summary>The step the run has just made; <paramref name="was"/> is the program it was on, where that is another one.</summary>
    public async ValueTask<Entry> EntryAsync(
        ITenantStorage storage, ScriptPost post, ScriptInputKind input, string? from, InteractionId interaction, DateTimeOffset now, LogPosition? took = null, string? was = null)
    {
        var (run, demand) = (Run!, Run!.Demand);
        var (record, frame) = FrameOf(run);
        var body = new ScriptStepped(run.Id, run.Program.Name, run.Program.Version, ScriptPrograms.HashOf(run.Program), run.Sequence, input, run.State, demand.Sequence)
        {
            From = from,
            Statement = Filled(demand.StatementId),
            Step = Filled(demand.Step),
            Text = demand.TextId,
            Due = run.Due,
            Outcome = run.Outcome,
            Fault = run.Fault == ScriptFault.None ? null : run.Fault,
            Channel = run.Channel,
            Language = run.Language,
            Changed = [.. record.Changed],
            Withdraws = from is not null && run.Program.IsTransfer(from) && input != ScriptInputKind.Succeeded && demand.Sequence == run.Sequence,
            Parent = run.Sequence == 1 ? _began?.Parent : null,
            ParentDemand = run.Sequence == 1 ? _began?.ParentDemand : null,
            Event = took ?? (run.Sequence == 1 ? _began?.Event : null),
            IsRecalled = _kept.Exists(one => one.At == took),
            Was = was,
        };
        var id = Entries.IdFor(post.Id, Machine, 0);
        return EntryOf(post, id, ScriptKinds.Stepped, JsonSerializer.SerializeToUtf8Bytes(body, ScriptJson.Default.ScriptStepped), interaction, now) with
        {
            Sealed = [await storage.PersonalData.SealAsync(id, Customer.Subject, ScriptKinds.Frame, frame).ConfigureAwait(false)],
        };
    }

    /// <summary>What the run did not want.</summary>
    public Entry Unheard(ScriptPost post, ScriptUnheard body, DateTimeOffset now) => EntryOf(
        post, Entries.IdFor(post.Id, Machine, 0), ScriptKinds.Unheard, JsonSerializer.SerializeToUtf8Bytes(body, ScriptJson.Default.ScriptUnheard), Interaction, now);

    /// <summary>An event that waits until the run listens.</summary>
    public Entry Keep(ScriptPost post, ScriptKept body, DateTimeOffset now) => EntryOf(
        post, Entries.IdFor(post.Id, Machine, 0), ScriptKinds.Kept, JsonSerializer.SerializeToUtf8Bytes(body, EventJson.Default.ScriptKept), Interaction, now);

    /// <summary>An entry of the stream is durable.</summary>
    public void Took(Entry entry)
    {
        Version++;
        _trace = entry.TraceParent ?? _trace;
        Watermark = entry.CausePosition is { } at && !(Watermark >= at) ? at : Watermark;
        Interaction = entry.Links.Interaction ?? Interaction;
        Customer = entry.Links.Customer ?? Customer;
        if (entry.Kind == ScriptKinds.Kept)
        {
            var kept = entry.Read(EventJson.Default.ScriptKept);
            _kept.Add((kept.At, kept.Event));
        }
        else if (_kept.Count > 0 && entry.Kind == ScriptKinds.Stepped && entry.Read(ScriptJson.Default.ScriptStepped).Event is { } taken)
        {
            _kept.RemoveAll(one => one.At == taken);
        }

        if (entry is { CausePosition: null, Cause: { } command })
        {
            _commands.Enqueue(command);
            if (_commands.Count > CommandWindow)
            {
                _commands.Dequeue();
            }
        }
    }

    private static (ScriptStepRecord Record, string Frame) FrameOf(ScriptRun run)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ScriptFrame.MaxBytes); // most take a hundredth, and a run that waits keeps none
        try
        {
            if (!ScriptFrame.TryWrite(run, buffer, out var length))
            {
                throw new InvalidOperationException("A step is larger than a frame may be.");
            }

            var frame = buffer.AsSpan(0, length);
            var written = (ScriptFrame.ReadRecord(run.Program, frame), Convert.ToBase64String(frame));
            frame.Clear(); // what the customer said does not lie about in the pool
            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Entry EntryOf(ScriptPost post, EntryId id, string kind, byte[] body, InteractionId interaction, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = kind,
        KindVersion = CoreKinds.All.VersionOf(kind),
        Time = now,
        Actor = post.By.ToString(),
        Cause = post.Id,
        CausePosition = post.Source,
        TraceParent = Entries.TraceParent ?? post.TraceParent ?? _trace,
        Links = new EntryLinks { Interaction = interaction, Customer = Customer },
        Body = body,
    };

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}
