using ContactCenter.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Routing.Tests.Partition;

/// <summary>Commands of more records than an append takes, and a journal that fails at each of the appends: what is answered as done before is done.</summary>
public sealed class LongCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly OneMeterFactory _meters = new();
    private readonly FakeTimeProvider _time = new(Desk.Noon);
    private readonly Desk _desk = new Desk().WithQueue("faults");

    public void Dispose() => _meters.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Who_is_not_to_be_called_is_on_no_list_once_that_is_answered(int failsAt)
    {
        _desk.WithQueue("sales", queue => queue with { AutoAccept = true }).WithCampaign("spring", "sales", 2_500);

        await SurviveAsync(failsAt, new RouterCommand.WithdrawEverywhere([.. Enumerable.Range(0, 2_500).Select(number => Desk.Contact(number).Id)]), state => !state.ContactsOf(new("spring")).Any());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_agent_for_whom_much_waits_is_signed_out_once_that_is_answered(int failsAt)
    {
        EnqueueFor("anna", 1_100);

        await SurviveAsync(failsAt, new RouterCommand.SignOut(new("anna")), state => !state.FindAgent(new("anna"))!.IsSignedIn && state.Work.All(work => work.Item.Agent is null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_waits_for_an_agent_who_can_take_it_no_more_is_for_everyone_once_that_is_answered(int failsAt)
    {
        EnqueueFor("anna", 1_100);

        await SurviveAsync(failsAt, new RouterCommand.SetAgent(new AgentSettings { Id = new("anna"), Capacity = 10 }), state => state.FindAgent(new("anna"))!.Settings.Capacity == 10 && state.Work.All(work => work.Item.Agent is null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_campaign_asks_nobody_any_more_once_it_is_paused(int failsAt)
    {
        for (var number = 0; number < 400; number++)
        {
            _desk.WithAgent($"agent-{number}");
        }

        _desk.WithCampaign("spring", "faults", 400, campaign => campaign with { Mode = CampaignMode.Preview, MaxLines = 400 });
        _desk.State.Work.Count().ShouldBe(400);

        await SurviveAsync(failsAt, new RouterCommand.PauseCampaign(new("spring")), state => state.ReadCampaign(new("spring"), Desk.Noon)!.IsPaused && !state.Work.Any());
    }

    [Fact]
    public async Task What_only_follows_from_a_command_is_made_good_by_a_start()
    {
        EnqueueFor("anna", 1_100);
        var journal = new MemoryJournal { FailsAt = 3 }; // behind what was decided, within what follows: nobody serves them any more
        var (failing, running) = Start(journal, _desk.Rebuilt());
        await Should.ThrowAsync<RouterUnavailableException>(Ask(failing, "mine", new RouterCommand.SignOut(new("anna"))).WaitAsync(Patience));
        await Should.ThrowAsync<LogUnavailableException>(running.WaitAsync(Patience));
        journal.FailsAt = null;

        _time.Advance(TimeSpan.FromSeconds(1));
        var (partition, _) = Start(journal, Desk.Rebuild(_desk.Journal.Concat(journal.Records)));
        (await Ask(partition, "mine", new RouterCommand.SignOut(new("anna"))).WaitAsync(Patience)).Refusal!.Code.ShouldBe(RouterRefusalCode.Repeated);

        var told = journal.Records.Select(record => record.Event).OfType<RouterEvent.WorkUnserved>().Select(unserved => unserved.Item).ToList();
        (told.Count, told.Distinct().Count()).ShouldBe((1_100, 1_100));
    }

    [Fact]
    public async Task Commands_that_are_long_together_are_each_kept_whole_or_not_at_all()
    {
        EnqueueFor("anna", 500);
        EnqueueFor("bruno", 900);
        var journal = new MemoryJournal { FailsAt = 3 }; // the first one holds the others back, so that they come together
        var (partition, running) = Start(journal, _desk.Rebuilt());
        journal.Close();
        var first = Ask(partition, "first", new RouterCommand.SetQueue(new QueueSettings { Id = new("other") }));
        await journal.Waiting.Task.WaitAsync(Patience);
        var (anna, bruno) = (Ask(partition, "anna", new RouterCommand.SignOut(new("anna"))), Ask(partition, "bruno", new RouterCommand.SignOut(new("bruno"))));
        journal.Open();

        await first.WaitAsync(Patience);
        await Should.ThrowAsync<RouterUnavailableException>(bruno.WaitAsync(Patience));
        await Should.ThrowAsync<RouterUnavailableException>(anna.WaitAsync(Patience));
        await Should.ThrowAsync<LogUnavailableException>(running.WaitAsync(Patience));

        var kept = Desk.Rebuild(_desk.Journal.Concat(journal.Records));
        (kept.FindAgent(new("anna"))!.IsSignedIn, kept.Work.Count(work => work.Item.Agent == new AgentId("bruno"))).ShouldBe((false, 900));
    }

    /// <summary>Asks under one id until there is an answer; the journal fails once.</summary>
    private async Task SurviveAsync(int failsAt, RouterCommand command, Func<RouterState, bool> isDone)
    {
        var journal = new MemoryJournal { FailsAt = failsAt };
        var (failing, running) = Start(journal, _desk.Rebuilt());
        await Should.ThrowAsync<RouterUnavailableException>(Ask(failing, "mine", command).WaitAsync(Patience));
        await Should.ThrowAsync<LogUnavailableException>(running.WaitAsync(Patience));
        journal.Appends.ShouldBe(failsAt - 1);
        journal.FailsAt = null;

        var rebuilt = Desk.Rebuild(_desk.Journal.Concat(journal.Records));
        isDone(rebuilt).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        using var stopping = new CancellationTokenSource();
        var (partition, runs) = Start(journal, rebuilt, stopping.Token);
        var answer = await Ask(partition, "mine", command).WaitAsync(Patience);
        answer.Refusal?.Code.ShouldNotBe(RouterRefusalCode.Repeated);

        (await partition.ReadAsync(isDone)).ShouldBeTrue();
        (await Ask(partition, "mine", command)).Refusal!.Code.ShouldBeOneOf(RouterRefusalCode.Repeated, answer.Refusal?.Code ?? RouterRefusalCode.Repeated);
        journal.LargestAppend.ShouldBeLessThanOrEqualTo(RouterPartition.MaxAppend);
        var hash = await partition.ReadAsync(state => state.ComputeHash());
        await stopping.CancelAsync();
        await runs;
        Desk.Rebuild(_desk.Journal.Concat(journal.Records)).ComputeHash().ShouldBe(hash);
        journal.Records.Select(record => (record.Cause, record.At)).Distinct().Count().ShouldBe(journal.Records.Select(record => record.Cause).Distinct().Count(), "another part has the cause of one before");
    }

    private void EnqueueFor(string agent, int items)
    {
        _desk.WithAgent(agent);
        _desk.Do(new RouterCommand.SetNotReady(new(agent), NotReadyReason.Break));
        for (var number = 0; number < items; number++)
        {
            _desk.Enqueue("faults", agent: agent);
        }
    }

    private (RouterPartition Partition, Task Running) Start(MemoryJournal journal, RouterState state, CancellationToken stopping = default)
    {
        var partition = new RouterPartition("acme", state, journal.Reopened(), _time, _meters, NullLogger<RouterPartition>.Instance);
        return (partition, partition.RunAsync(stopping));
    }

    private static Task<RouterAnswer> Ask(RouterPartition partition, string id, RouterCommand command) => partition.AskAsync(DerivedId.From(id), command).AsTask();
}
