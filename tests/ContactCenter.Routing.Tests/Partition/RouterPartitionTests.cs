using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Journal;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Routing.Tests.Partition;

public sealed class RouterPartitionTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _time = new(Desk.Noon);
    private readonly MemoryJournal _journal = new();
    private CancellationTokenSource _stopping = new();
    private readonly Desk _desk = new Desk().WithQueue("faults").WithAgent("anna");
    private readonly OneMeterFactory _meters = new();
    private RouterPartition _partition = null!;
    private Task _running = Task.CompletedTask;
    private int _commands;

    private static AgentId Anna => Desk.Agent("anna");

    public Task InitializeAsync()
    {
        Start(_desk.Rebuilt());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(_running);
        _stopping.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task An_answer_comes_when_it_is_durable_and_not_before()
    {
        _journal.Close();
        var asked = Ask(new RouterCommand.Enqueue(_desk.Item("faults")));
        await _journal.Waiting.Task.WaitAsync(Patience);
        asked.IsCompleted.ShouldBeFalse();

        _journal.Open();
        var answer = await asked.WaitAsync(Patience);

        Desk.Kinds(answer).ShouldBe(["work.queued", "offer.made"]);
        _journal.Records.Select(record => record.Event.Kind).ShouldBe(["work.queued", "offer.made"]);
    }

    [Fact]
    public async Task A_read_sees_only_what_is_durable()
    {
        var item = _desk.Item("faults");
        _journal.Close();
        var asked = Ask(new RouterCommand.Enqueue(item));
        var read = _partition.ReadAsync(state => (state.FindWork(item.Id)?.Status, _journal.Records.Count)).AsTask();
        await _journal.Waiting.Task.WaitAsync(Patience);
        read.IsCompleted.ShouldBeFalse();

        _journal.Open();

        (await read.WaitAsync(Patience)).ShouldBe((WorkStatus.Offered, 2));
        await asked.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_reader_that_throws_hears_of_it_and_nobody_else_does()
    {
        await Should.ThrowAsync<DivideByZeroException>(_partition.ReadAsync<int>(_ => throw new DivideByZeroException()).AsTask());
        (await Ask(new RouterCommand.Enqueue(_desk.Item("faults"))).WaitAsync(Patience)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Commands_that_wait_together_become_durable_together()
    {
        _journal.Close();
        var first = Ask(new RouterCommand.Enqueue(_desk.Item("faults")));
        await _journal.Waiting.Task.WaitAsync(Patience);
        var others = Enumerable.Range(0, 100).Select(_ => Ask(new RouterCommand.Enqueue(_desk.Item("faults")))).ToList();

        _journal.Open();
        await Task.WhenAll([first, .. others]).WaitAsync(Patience);

        _journal.Appends.ShouldBe(2);
        _journal.Records.Count.ShouldBe(102);
    }

    [Fact]
    public async Task The_next_is_decided_while_the_disk_writes_and_answered_after_what_came_before()
    {
        var (first, others) = await HoldAsync(300); // three appends more
        _journal.OpenOnce();

        await _journal.Third.Task.WaitAsync(Patience);
        await first.WaitAsync(Patience);
        _journal.Appends.ShouldBe(1);
        others.ShouldNotContain(other => other.IsCompleted);

        _journal.Open();
        var answers = await Task.WhenAll(others).WaitAsync(Patience);
        _journal.Appends.ShouldBe(4);
        _journal.Records.Select(record => record.Event).OfType<RouterEvent.WorkQueued>().Skip(1).ShouldBe(answers.SelectMany(answer => answer.Events).OfType<RouterEvent.WorkQueued>());
    }

    [Fact]
    public async Task What_was_decided_behind_an_append_that_fails_is_not_kept_either_and_nobody_is_told_that_it_is()
    {
        var (first, others) = await HoldAsync(300);
        _journal.OpenOnce();
        await _journal.Third.Task.WaitAsync(Patience);

        _journal.Failure = new LogUnavailableException("The disk is full.");
        _journal.Open();

        await first.WaitAsync(Patience);
        foreach (var other in others)
        {
            await Should.ThrowAsync<RouterUnavailableException>(other.WaitAsync(Patience));
        }

        await Should.ThrowAsync<LogUnavailableException>(_running.WaitAsync(Patience));
        (_journal.Appends, _journal.Asked).ShouldBe((1, 3));
    }

    [Fact]
    public async Task Time_wakes_it_when_an_offer_expires()
    {
        var item = _desk.Item("faults");
        await Ask(new RouterCommand.Enqueue(item)).WaitAsync(Patience);
        await SettledAsync();

        _time.Advance(TimeSpan.FromSeconds(19));
        (await _partition.ReadAsync(state => state.FindWork(item.Id)!.Status)).ShouldBe(WorkStatus.Offered);
        await SettledAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        (await _partition.ReadAsync(state => state.FindWork(item.Id)!.Status).AsTask().WaitAsync(Patience)).ShouldBe(WorkStatus.Waiting);
        _journal.Records.Select(record => record.Event.Kind).ShouldBe(["work.queued", "offer.made", "offer.expired", "agent.not-ready", "work.unserved"]);
    }

    [Fact]
    public async Task What_is_due_fires_before_the_command_that_comes_after_it()
    {
        await Ask(new RouterCommand.Enqueue(_desk.Item("faults"))).WaitAsync(Patience);
        var offer = _journal.Records.Select(record => record.Event).OfType<RouterEvent.OfferMade>().Single();
        _time.Advance(TimeSpan.FromSeconds(20));

        var late = await Ask(new RouterCommand.Accept(Anna, offer.Offer)).WaitAsync(Patience);

        late.Refusal!.Code.ShouldBe(RouterRefusalCode.OfferOver);
        _journal.Records.ShouldContain(record => record.Event is RouterEvent.OfferExpired);
    }

    [Fact]
    public async Task A_journal_that_fails_stops_it_and_a_rebuilt_one_carries_the_command_out_once()
    {
        var (id, item) = (DerivedId.From("mine"), _desk.Item("faults"));
        _journal.Failure = new LogUnavailableException("The disk is full.");
        var asked = _partition.AskAsync(id, new RouterCommand.Enqueue(item)).AsTask();

        (await Should.ThrowAsync<RouterUnavailableException>(asked.WaitAsync(Patience))).InnerException.ShouldBe(_journal.Failure);
        await Should.ThrowAsync<LogUnavailableException>(_running.WaitAsync(Patience));
        await Should.ThrowAsync<RouterUnavailableException>(_partition.AskAsync(id, new RouterCommand.Enqueue(item)).AsTask());
        await Should.ThrowAsync<RouterUnavailableException>(_partition.ReadAsync(state => state.NextDue).AsTask());
        _journal.Records.ShouldBeEmpty();

        _journal.Failure = null;
        Start(Desk.Rebuild(_desk.Journal.Concat(_journal.Records)));
        (await _partition.AskAsync(id, new RouterCommand.Enqueue(item))).IsAccepted.ShouldBeTrue();
        (await _partition.AskAsync(id, new RouterCommand.Enqueue(item))).Refusal!.Code.ShouldBe(RouterRefusalCode.Repeated);
        (await _partition.ReadAsync(state => state.ComputeHash())).ShouldBe(Desk.Rebuild(_desk.Journal.Concat(_journal.Records)).ComputeHash());
    }

    [Fact]
    public async Task Everyone_who_waits_when_it_fails_is_told()
    {
        _journal.Close();
        _journal.Failure = new LogUnavailableException();
        var inAppend = Ask(new RouterCommand.SetNotReady(Anna, NotReadyReason.Break));
        await _journal.Waiting.Task.WaitAsync(Patience);
        var queued = Ask(new RouterCommand.SetReady(Anna));
        var read = _partition.ReadAsync(state => state.NextDue).AsTask();
        for (var i = 0; i < RouterPartition.DeliveryCapacity; i++)
        {
            await DeliverAsync(i);
        }

        var noRoom = DeliverAsync(RouterPartition.DeliveryCapacity);
        noRoom.IsCompleted.ShouldBeFalse();
        _journal.Open();

        foreach (var waiting in new[] { inAppend, queued, read, noRoom })
        {
            await Should.ThrowAsync<RouterUnavailableException>(waiting.WaitAsync(Patience));
        }
    }

    [Fact]
    public async Task A_full_mailbox_refuses_people_but_never_an_emergency()
    {
        _journal.Close();
        var waiting = new List<Task<RouterAnswer>> { Ask(new RouterCommand.SetNotReady(Anna, NotReadyReason.Break)) };
        await _journal.Waiting.Task.WaitAsync(Patience);
        for (var i = 0; i < RouterPartition.MailboxCapacity; i++)
        {
            waiting.Add(Ask(new RouterCommand.SetReady(Anna)));
        }

        var refused = await Ask(new RouterCommand.SetReady(Anna)).WaitAsync(Patience);
        refused.Refusal!.Code.ShouldBe(RouterRefusalCode.Busy);
        refused.Refusal.Message.ShouldBe("The router 'acme' has 4096 commands waiting. Try again in a second.");
        waiting.Add(Ask(new RouterCommand.Enqueue(_desk.Item("faults", priority: 1_000))));
        waiting.Add(Ask(new RouterCommand.TransferIn(_desk.Item("faults", priority: 1_000) with { Hops = 1 }, "north")));

        _journal.Open();
        (await Task.WhenAll(waiting).WaitAsync(Patience))[^2..].ShouldAllBe(emergency => emergency.IsAccepted);
    }

    [Fact]
    public async Task Pulled_commands_wait_for_room_and_are_all_carried_out_in_order()
    {
        for (var position = 0; position < RouterPartition.DeliveryCapacity * 3; position++)
        {
            await DeliverAsync(position).WaitAsync(Patience);
        }

        (await _partition.ReadAsync(state => state.Watermark)).ShouldBe(new LogPosition((RouterPartition.DeliveryCapacity * 3) - 1));
        (await _partition.ReadAsync(state => state.Work.Count())).ShouldBe(RouterPartition.DeliveryCapacity * 3);
        _journal.LargestAppend.ShouldBeLessThanOrEqualTo(RouterPartition.MaxAppend);
        await Should.ThrowAsync<ArgumentException>(_partition.DeliverAsync(new RouterInput(DerivedId.From("x"), null, new RouterCommand.Wake())).AsTask());
    }

    [Fact]
    public async Task Stopping_finishes_what_is_queued_and_refuses_the_rest()
    {
        _journal.Close();
        var first = Ask(new RouterCommand.SetNotReady(Anna, NotReadyReason.Break));
        await _journal.Waiting.Task.WaitAsync(Patience);
        var queued = Ask(new RouterCommand.SetReady(Anna));

        await _stopping.CancelAsync();
        var late = await Ask(new RouterCommand.SetReady(Anna)).WaitAsync(Patience);
        _journal.Open();
        await _running.WaitAsync(Patience);

        late.Refusal!.Code.ShouldBe(RouterRefusalCode.Stopping);
        (await first).IsAccepted.ShouldBeTrue();
        (await queued).IsAccepted.ShouldBeTrue();
        await Should.ThrowAsync<RouterUnavailableException>(_partition.ReadAsync(state => state.NextDue).AsTask());
        await Should.ThrowAsync<InvalidOperationException>(_partition.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_command_that_fails_twice_is_put_aside_and_recorded()
    {
        var id = DerivedId.From("poison");
        var poison = new RouterCommand.SetQueue(null!);
        var poisoned = await _partition.AskAsync(id, poison).AsTask().WaitAsync(Patience);

        poisoned.Refusal!.Code.ShouldBe(RouterRefusalCode.Faulted);
        var fault = poisoned.Events.ShouldHaveSingleItem().ShouldBeOfType<RouterEvent.CommandFaulted>();
        (fault.Command, fault.Fault).ShouldBe(("SetQueue", "NullReferenceException"));
        (await _partition.AskAsync(id, poison)).Refusal!.Code.ShouldBe(RouterRefusalCode.Repeated);
        (await Ask(new RouterCommand.Enqueue(_desk.Item("faults")))).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_asks_what_makes_it_fail_is_told()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(Patience);
        Start(new RouterState(new BrokenStrategy()));
        foreach (var command in new RouterCommand[] { new RouterCommand.SetAgent(new AgentSettings { Id = Anna }), new RouterCommand.SignIn(Anna), new RouterCommand.Connect(Anna), new RouterCommand.SetReady(Anna) })
        {
            (await Ask(command).WaitAsync(Patience)).IsAccepted.ShouldBeTrue();
        }

        var set = Ask(new RouterCommand.SetQueue(new QueueSettings { Id = Desk.Queue("faults"), Strategy = "broken" }));
        var enqueued = Ask(new RouterCommand.Enqueue(_desk.Item("faults")));

        await Should.ThrowAsync<DivideByZeroException>(_running.WaitAsync(Patience));
        (await Should.ThrowAsync<RouterUnavailableException>(Task.WhenAll(set, enqueued).WaitAsync(Patience))).InnerException.ShouldBeOfType<DivideByZeroException>();
        _partition.FailedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_start_makes_the_offers_a_crash_has_cut_off()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(Patience);
        _desk.Do(new RouterCommand.SetNotReady(Anna, NotReadyReason.Break));
        _desk.Enqueue("faults");
        _desk.Do(new RouterCommand.SetReady(Anna));
        _desk.Journal[^1].Event.ShouldBeOfType<RouterEvent.OfferMade>();

        Start(Desk.Rebuild(_desk.Journal.SkipLast(1)));

        (await _partition.ReadAsync(state => state.Work.Single().Status).AsTask().WaitAsync(Patience)).ShouldBe(WorkStatus.Offered);
        _journal.Records.ShouldHaveSingleItem().Event.ShouldBeOfType<RouterEvent.OfferMade>();
    }

    [Fact]
    public async Task It_counts_commands_offers_and_waiting_time()
    {
        using var commands = new MetricCollector<long>(_meters, "ContactCenter.Routing", "contactcenter.router.commands");
        using var waits = new MetricCollector<double>(_meters, "ContactCenter.Routing", "contactcenter.queue.wait.duration");
        var item = _desk.Item("faults", ChannelKind.Sms, waited: TimeSpan.FromSeconds(30));
        var queued = await Ask(new RouterCommand.Enqueue(item));
        await Ask(new RouterCommand.Accept(Anna, queued.Events.OfType<RouterEvent.OfferMade>().Single().Offer));

        commands.GetMeasurementSnapshot().Select(measured => (measured.Tags["command"], measured.Tags["outcome"]))
            .ShouldBe([("Enqueue", "Accepted"), ("Accept", "Accepted")]);
        var wait = waits.GetMeasurementSnapshot().ShouldHaveSingleItem();
        wait.Value.ShouldBe(30, 0.01);
        wait.Tags["queue"].ShouldBe("faults");
    }

    private sealed class BrokenStrategy : AgentStrategy
    {
        public override string Name => "broken";

        public override long KeyOf(AgentFacts agent) => agent.Items;

        public override long RankOf(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillLevel> required, ImmutableArray<SkillLevel> preferred) => 1 / skills.Length;
    }

    private void Start(RouterState state)
    {
        _partition = new RouterPartition("acme", state, _journal.Reopened(), _time, _meters, NullLogger<RouterPartition>.Instance);
        _stopping = _stopping.IsCancellationRequested ? new CancellationTokenSource() : _stopping;
        _running = _partition.RunAsync(_stopping.Token);
    }

    private Task<RouterAnswer> Ask(RouterCommand command) => _partition.AskAsync(DerivedId.From("ask", $"{++_commands}"), command).AsTask();

    private Task DeliverAsync(int position) => _partition.DeliverAsync(
        new RouterInput(DerivedId.From("pulled", $"{position}"), new LogPosition(position), new RouterCommand.Enqueue(_desk.Item("faults")))).AsTask();

    /// <summary>Two turns of the mailbox later the timer of the first is set.</summary>
    private async Task SettledAsync()
    {
        await _partition.ReadAsync(state => state.NextDue).AsTask().WaitAsync(Patience);
        await _partition.ReadAsync(state => state.NextDue).AsTask().WaitAsync(Patience);
    }

    /// <summary>A command whose append is held, and others that have come meanwhile.</summary>
    private async Task<(Task<RouterAnswer> First, List<Task<RouterAnswer>> Others)> HoldAsync(int others)
    {
        _journal.Close();
        var first = Ask(new RouterCommand.Enqueue(_desk.Item("faults")));
        await _journal.Waiting.Task.WaitAsync(Patience);
        return (first, [.. Enumerable.Range(0, others).Select(_ => Ask(new RouterCommand.Enqueue(_desk.Item("faults"))))]);
    }
}
