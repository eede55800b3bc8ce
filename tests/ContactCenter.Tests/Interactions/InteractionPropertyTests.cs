using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ContactCenter.Tests.Interactions;

/// <summary>Random histories of one interaction: whatever comes in whatever order, repeated or late, the promises hold.</summary>
public sealed class InteractionPropertyTests
{
    /// <summary>One step: which command, which of a few agents and ids, and whether an earlier input is given again instead.</summary>
    private static Gen<(int What, int Who, int Repeat)> Steps =>
        from what in Gen.Choose(0, 17)
        from who in Gen.Choose(0, 2)
        from repeat in Gen.Choose(-6, 6)
        select (what, who, repeat);

    [Property(MaxTest = 500)]
    public Property A_random_history_keeps_every_promise() => Prop.ForAll(Steps.ListOf(120).ToArbitrary(), steps => new History().Run(steps));

    [Fact]
    public void The_remembered_keys_are_the_last_64()
    {
        var history = new History();
        history.Run([(0, 0, 0), .. Enumerable.Repeat((8, 0, 0), 200)]);
        history.State.Commands.Count().ShouldBe(InteractionState.CommandWindow);
        history.Live.Count(i => i.Source is null && InteractionMachine.Decide(history.State, i, InteractionSamples.Now) == InteractionDecision.Repeated)
            .ShouldBe(InteractionState.CommandWindow);
    }

    private sealed class History
    {
        private static readonly AgentId[] Agents = [InteractionSamples.Anna, InteractionSamples.Bruno, new("carla")];

        private readonly List<(string Kind, byte[] Body, InteractionInput Input)> _stream = [];
        private readonly HashSet<WorkItemId> _items = [];
        private int _next = 1;
        private AgentId? _agent;
        private WorkItemId? _work;
        private bool _ended;

        public InteractionState State { get; private set; } = new() { Id = InteractionSamples.Id };

        public List<InteractionInput> Live { get; } = [];

        public void Run(IEnumerable<(int What, int Who, int Repeat)> steps)
        {
            foreach (var (what, who, repeat) in steps)
            {
                var isRepeat = repeat > 3 && Live.Count >= repeat;
                var input = isRepeat ? Live[^repeat] : Make(what, Agents[who], who);
                var decision = InteractionMachine.Decide(State, input, InteractionSamples.Now);
                if (isRepeat && input.Source <= State.Watermark)
                {
                    decision.Events.ShouldBeEmpty("what was reacted to is not reacted to again");
                }

                if (isRepeat && input.Source is null && State.Commands.Contains(input.Id))
                {
                    decision.Refusal!.Status.ShouldBe(DeskStatus.Repeated);
                }

                Take(input, decision);
                Live.Add(input);
                Print(Replay()).ShouldBe(Print(State), "a replay of the stream is the live state");
            }
        }

        private void Take(InteractionInput input, InteractionDecision decision)
        {
            (decision.Refusal is null || decision.Events.Length == 0).ShouldBeTrue("who is refused changes nothing");
            foreach (var e in decision.Events)
            {
                Check(e);
                State = InteractionFold.Apply(State, e, input.Id, input.Source);
                _stream.Add((e.Kind, InteractionCodec.Write(e), input));
                State.CommandCount.ShouldBe(State.Commands.Count());
                State.CommandCount.ShouldBeLessThanOrEqualTo(InteractionState.CommandWindow);
                State.Version.ShouldBe(_stream.Count);
            }

            State.Agent.ShouldBe(_agent);
            (State.Work?.Id).ShouldBe(_work);
            State.Timers.Count(static t => t.Name != TimerNames.ReachUntil).ShouldBe(State is { Phase: InteractionPhase.Open, Work: null } ? 1 : 0, "what nobody is asked for, and only that, is woken after a long silence, or when the customer wants to be reached");
            (State.Phase is InteractionPhase.Ended or InteractionPhase.Closed).ShouldBe(_ended, "what has ended stays so");
        }

        private void Check(InteractionEvent e)
        {
            switch (e)
            {
                case InteractionEvent.AgentJoined x:
                    _agent.ShouldBeNull("never two agents");
                    x.Item.ShouldBe(_work.GetValueOrDefault(), "for the work that is on");
                    _ended.ShouldBeFalse();
                    _agent = x.Agent;
                    break;
                case InteractionEvent.AgentLeft x:
                    x.Agent.ShouldBe(_agent.GetValueOrDefault(), "only who has it leaves it");
                    _agent = null;
                    _work = x.Reason == WorkEnd.Transferred ? null : _work;
                    break;
                case InteractionEvent.WorkCancelled x:
                    x.Item.ShouldBe(_work.GetValueOrDefault());
                    _work = null;
                    break;
                case InteractionEvent.WorkRequested x:
                    _work.ShouldBeNull("nobody is asked twice");
                    _ended.ShouldBeFalse();
                    _items.Add(x.Item.Id).ShouldBeTrue("each request has an id of its own");
                    _work = x.Item.Id;
                    break;
                case InteractionEvent.MessageIntended { Author: { } author }:
                    author.ShouldBe(_agent.GetValueOrDefault(), "only who has it writes");
                    _ended.ShouldBeFalse();
                    break;
                case InteractionEvent.InteractionEnded:
                    _ended.ShouldBeFalse("it ends once");
                    _ended = true;
                    break;
                case InteractionEvent.InteractionClosed:
                    (_ended ? State.Phase == InteractionPhase.Ended : State is { Phase: InteractionPhase.Open, Work: null })
                        .ShouldBeTrue("it is closed once: after it has ended, or when nobody was asked for it and all is silent");
                    _ended = true;
                    _work = null;
                    break;
                case InteractionEvent.MessageJoined:
                    _ended.ShouldBeFalse("what comes after the end belongs to the successor");
                    break;
            }
        }

        private InteractionInput Make(int what, AgentId agent, int who)
        {
            var n = _next++;
            var work = who == 2 && _items.Count > 1 ? _items.First() : State.Work?.Id ?? new WorkItemId(DerivedId.From("none"));
            return what switch
            {
                0 or 1 => InteractionSamples.Receive(n, who == 1 ? InteractionSamples.Open with { IsOpen = false, QueueWhenClosed = false, ClosedAnswer = "closed" } : null),
                2 => InteractionSamples.Receive(n, session: new SessionId(DerivedId.From("session", who.ToString()))),
                3 or 4 => InteractionSamples.Pulled(n, new InteractionCommand.AssignAgent(work, agent)),
                5 => InteractionSamples.Pulled(n, new InteractionCommand.NobodyCan(work, Waits: who > 0, "nobody", InteractionSamples.Silence)),
                6 => InteractionSamples.Pulled(n, new InteractionCommand.WorkGivenBack(work, agent)),
                7 => InteractionSamples.Pulled(n, new InteractionCommand.WrapUpOver(work, agent)),
                8 => By(n, agent, new InteractionCommand.WriteNote(agent, new PersonalText("note"))),
                9 => By(n, agent, new InteractionCommand.WriteMessage(agent, InteractionSamples.Session, new PersonalText("hello"), InteractionSamples.Now.AddDays(1))),
                10 => By(n, agent, new InteractionCommand.TransferWork(new QueueId("billing"), null)),
                11 => By(n, agent, new InteractionCommand.EndConversation()),
                12 => InteractionSamples.Fire(InteractionSamples.Now + (who == 0 ? TimeSpan.FromHours(1) : InteractionSamples.Silence)),
                13 => By(n, agent, new InteractionCommand.StartSession(agent, InteractionSamples.Elsewhere)),
                14 => InteractionSamples.Pulled(n, new InteractionCommand.LeaveSession(InteractionSamples.Elsewhere.Id, new InteractionId(DerivedId.From("other")))),
                15 => InteractionSamples.Asks(new ReachPlan(ChannelKind.Sms, null, who == 0 ? null : InteractionSamples.Now.AddHours(1), InteractionSamples.Now.AddHours(2), who == 2 ? InteractionSamples.Elsewhere : null), n),
                16 => InteractionSamples.Fire(InteractionSamples.Now.AddHours(who == 0 ? 1 : 2), who == 0 ? TimerNames.Reach : TimerNames.ReachUntil),
                17 when who < 2 => InteractionSamples.Pulled(n, who == 0 ? new InteractionCommand.WorkLeft(work, "left") : new InteractionCommand.PromiseAnswer(work, "soon")),
                17 when who == 2 => InteractionSamples.Visitor(n),
                _ => By(n, agent, who == 1 ? new InteractionCommand.CloseInteraction(DispositionCode.Resolved) : new InteractionCommand.WriteNote(agent, new PersonalText("note"))),
            };
        }

        private static InteractionInput By(int n, AgentId agent, InteractionCommand command) =>
            InteractionSamples.Person(n, command) with { By = Principal.Person(agent, new TenantId("acme"), Role.Agent), IsSupervisor = n % 11 == 0 };

        private InteractionState Replay() => _stream.Aggregate(
            new InteractionState { Id = InteractionSamples.Id },
            (state, e) => InteractionFold.Apply(state, InteractionCodec.ReadNewest(e.Kind, e.Body), e.Input.Id, e.Input.Source));

        private static string Print(InteractionState s) => JsonSerializer.Serialize(new
        {
            s.Id, s.Phase, s.Customer, s.Sessions, s.Reach, s.Work, s.Agent, s.Successor, Answered = s.Answered.Select(a => a.Value).Order(), s.Timers, s.Watermark, Commands = s.Commands.ToList(), s.CommandCount, s.Version,
        });
    }
}
