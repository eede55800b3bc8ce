using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Interactions;

/// <summary>Runs the interactions of one tenant: a mailbox each, made on demand. Thread-safe.</summary>
internal sealed class InteractionHost(ITenantStorage storage, TimeProvider time, ILogger<InteractionHost> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<InteractionId, InteractionMailbox> _mailboxes = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly ConcurrentDictionary<InteractionId, byte> _halted = new();

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The interactions whose stream cannot be read or continued.</summary>
    public ICollection<InteractionId> Halted => _halted.Keys;

    /// <summary>Gives an input to an interaction; completes when its consequences are durable.</summary>
    public Task<DeskResult> PostAsync(InteractionId id, InteractionInput input)
    {
        while (true)
        {
            if (Mailbox(id).TryPost(input, out var answer))
            {
                return answer;
            }
        }
    }

    /// <summary>Forgets the mailboxes in which nothing is going on. Their state is in the log.</summary>
    public void RetireIdle()
    {
        foreach (var (id, mailbox) in _mailboxes)
        {
            if (mailbox.TryRetire())
            {
                _mailboxes.TryRemove(KeyValuePair.Create(id, mailbox));
            }
        }
    }

    /// <summary>Waits for everything that is going on. Nothing may be posted any more.</summary>
    public async ValueTask DisposeAsync()
    {
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal void Started(Task run)
    {
        _running[run] = 0;
        _ = ForgetAsync(run);
    }

    internal async ValueTask<InteractionState> LoadAsync(InteractionId id)
    {
        var state = new InteractionState { Id = id };
        await foreach (var committed in storage.Log.ReadMachineAsync(Entries.Interaction(id)).ConfigureAwait(false))
        {
            var e = committed.Entry;
            state = InteractionFold.Apply(state, InteractionCodec.Read(e), e.Cause.GetValueOrDefault(), e.CausePosition);
        }

        return state;
    }

    /// <summary>Makes entries durable; false when the stream has another writer.</summary>
    internal async ValueTask<bool> AppendAsync(MachineId machine, long version, ImmutableArray<Entry> entries, bool isUrgent)
    {
        var result = await storage.Log.AppendAsync(new Append(machine, version, storage.Log.Epoch, entries) { IsUrgent = isUrgent }).ConfigureAwait(false);
        return result.Status switch
        {
            AppendStatus.Appended or AppendStatus.Repeated => true,
            AppendStatus.StaleVersion => false,
            _ => throw new LogUnavailableException("Another process has taken over the tenant's log.") { Code = "CC1002" },
        };
    }

    internal async ValueTask<Entry> EntryAsync(
        MachineId machine, InteractionState after, InteractionEvent e, InteractionInput input, int ordinal, DateTimeOffset now)
    {
        var id = Entries.IdFor(input.Id, machine, ordinal);
        var links = InteractionLinks.Of(after, e);
        return new Entry
        {
            Id = id,
            Kind = e.Kind,
            KindVersion = InteractionCodec.Kinds.VersionOf(e.Kind),
            Time = now,
            Actor = input.By.ToString(),
            Cause = input.Id,
            CausePosition = input.Source,
            TraceParent = Entries.TraceParent,
            Links = links,
            Body = InteractionCodec.Write(e),
            Sealed = await SealAsync(id, links.Customer.GetValueOrDefault().Subject, e).ConfigureAwait(false),
        };
    }

    private async ValueTask<ImmutableArray<SealedField>> SealAsync(EntryId id, SubjectId subject, InteractionEvent e)
    {
        var texts = ImmutableArray.CreateBuilder<SealedField>();
        foreach (var (name, text) in new[] { (e.PersonalName, e.Personal), (DoorKinds.Names, e.FileNames), (DoorKinds.Choices, e.Offered) })
        {
            if (text is not null)
            {
                texts.Add(await storage.PersonalData.SealAsync(id, subject, name, text.Value).ConfigureAwait(false));
            }
        }

        return texts.ToImmutable();
    }

    internal void Failed(InteractionId id, Exception e) => InteractionLog.Failed(logger, e, id);

    internal void Halt(InteractionId id, Exception e)
    {
        _halted[id] = 0;
        InteractionLog.Halted(logger, e, id);
    }

    private async Task ForgetAsync(Task run)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.TryRemove(run, out _);
    }

    private InteractionMailbox Mailbox(InteractionId id) => _mailboxes.GetOrAdd(id, static (key, host) => new InteractionMailbox(key, host), this);
}
