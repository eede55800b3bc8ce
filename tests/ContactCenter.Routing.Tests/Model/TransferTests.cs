using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>
/// Two partitions and a carrier between them that loses, repeats and delays, while both crash: work is in exactly one of them or on its way,
/// and nothing is left over when the carrier has come to rest (invariant 15).
/// </summary>
public sealed class TransferTests
{
    [Fact]
    public void Work_is_in_one_partition_or_on_its_way_whatever_the_carrier_does() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), tape => new World(tape).Play()));

    [Fact]
    public void What_the_other_partition_refuses_comes_back_with_its_place()
    {
        var (here, there) = (new Desk().WithQueue("faults"), new Desk());
        var item = here.Enqueue("faults", waited: TimeSpan.FromMinutes(3));
        here.Do(new RouterCommand.TransferOut(item.Id, "there", new("faults"))).Refusal.ShouldBeNull();
        var leaving = here.State.Leaving.ShouldHaveSingleItem();

        there.Do(new RouterCommand.TransferIn(leaving.Item, "here")).Refusal!.Code.ShouldBe(RouterRefusalCode.UnknownQueue);
        there.Journal.ShouldBeEmpty();
        Desk.Kinds(here.Do(new RouterCommand.ReturnTransfer(item.Id))).ShouldBe(["work.transfer-returned", "work.queued", "work.unserved"]);

        here.Work(item).Item.WaitingSince.ShouldBe(item.WaitingSince);
        here.State.Leaving.ShouldBeEmpty();
    }

    [Fact]
    public void What_comes_back_before_it_is_known_to_have_arrived_is_taken_when_that_is_known()
    {
        var (here, there) = (new Desk().WithQueue("faults"), new Desk().WithQueue("faults"));
        var item = here.Enqueue("faults");
        here.Do(new RouterCommand.TransferOut(item.Id, "there", new("faults")));
        there.Do(new RouterCommand.TransferIn(here.State.Leaving.Single().Item, "here")).Refusal.ShouldBeNull();
        there.Do(new RouterCommand.TransferOut(item.Id, "here", new("faults")));
        var back = new RouterCommand.TransferIn(there.State.Leaving.Single().Item, "there");

        here.Do(back).Refusal.ShouldBe(new(
            RouterRefusalCode.StillLeaving,
            $"The work {item.Id} comes back from the partition 'there', and its transfer from here is not confirmed yet. Confirm that one, then ask again."));
        here.Do(new RouterCommand.ConfirmTransfer(item.Id)).Refusal.ShouldBeNull();
        here.Do(back).Refusal.ShouldBeNull();

        here.Work(item).Item.Hops.ShouldBe(2);
        here.Do(back).Refusal!.Code.ShouldBe(RouterRefusalCode.AlreadyHandled);
    }

    [Fact]
    public void A_postponed_callback_keeps_its_place_on_the_way_to_another_partition()
    {
        var (here, there) = (new Desk().WithQueue("faults").WithAgent("anna"), new Desk().WithQueue("faults"));
        var item = here.Accepted(here.Enqueue("faults"));
        here.Do(new RouterCommand.Postpone(item.Id, here.Now.AddHours(2))).Refusal.ShouldBeNull();
        here.Do(new RouterCommand.TransferOut(item.Id, "there", new("faults"))).Refusal.ShouldBeNull();

        there.Do(new RouterCommand.TransferIn(here.State.Leaving.Single().Item, "here")).Refusal.ShouldBeNull();

        (there.Work(item).Status, there.Work(item).Item.WaitingSince).ShouldBe((WorkStatus.Scheduled, item.WaitingSince));
        there.Do(new RouterCommand.Enqueue(there.Item("faults") with { Id = new(DerivedId.From("another")), NotBefore = there.Now.AddHours(1) })).Events.OfType<RouterEvent.WorkQueued>()
            .Single().Item.WaitingSince.ShouldBe(there.Now.AddHours(1)); // what was never anywhere else waits from then on
    }

    [Fact]
    public void Partitions_whose_rules_name_each_other_pass_work_on_eight_times_and_a_person_does_so_still()
    {
        Desk[] desks = [Passing("there"), Passing("here")];
        var item = desks[0].Enqueue("faults");
        var at = 0;
        for (; desks[at % 2].State.Leaving.SingleOrDefault() is { } leaving; at++)
        {
            desks[(at + 1) % 2].Do(new RouterCommand.TransferIn(leaving.Item, "other")).Refusal.ShouldBeNull();
            desks[at % 2].Do(new RouterCommand.ConfirmTransfer(item.Id));
        }

        at.ShouldBe(8);
        desks[0].Work(item).Status.ShouldBe(WorkStatus.Waiting);
        desks[0].Do(new RouterCommand.TransferOut(item.Id, "there", new("faults"))).Refusal.ShouldBeNull();

        static Desk Passing(string to) => new Desk().WithQueue(
            "faults", queue => queue with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Partition) { Partition = to, Queue = new("faults") }] });
    }

    [Fact]
    public void A_queue_to_which_work_may_come_back_stays()
    {
        var desk = new Desk().WithQueue("faults");
        var item = desk.Enqueue("faults");
        desk.Do(new RouterCommand.TransferOut(item.Id, "there", new("faults")));

        desk.Do(new RouterCommand.RemoveQueue(new("faults"))).Refusal.ShouldBe(new(
            RouterRefusalCode.QueueInUse,
            $"The work {item.Id} is on its way from the queue 'faults' to the partition 'there' and may come back. Confirm or return its transfer, then remove the queue."));

        desk.Do(new RouterCommand.ConfirmTransfer(item.Id));
        desk.Do(new RouterCommand.RemoveQueue(new("faults"))).Refusal.ShouldBeNull();
    }

    private sealed class World(byte[] tape)
    {
        private readonly Desk[] _desks = [New(), New()];
        private readonly HashSet<WorkItemId> _all = [];
        private readonly HashSet<WorkItemId> _ended = [];
        private int _at;

        public void Play()
        {
            while (_at < tape.Length)
            {
                var (gesture, which) = (Next(), Next() % 2);
                var (here, there) = (_desks[which], _desks[1 - which]);
                switch (gesture % 9)
                {
                    case 0 or 1: Add(here); break;
                    case 2 when here.State.Work.FirstOrDefault() is { } work: here.Do(new RouterCommand.TransferOut(work.Item.Id, "other", new("faults"))); break;
                    case 3 or 4: Carry(here, there, lossy: true); break;
                    case 5: here.State = here.Rebuilt(); break;
                    case 6: here.State = RouterState.FromSnapshot(RouterCodec.ReadSnapshot(RouterCodec.WriteSnapshot(here.State.ToSnapshot()))); break;
                    case 7 when here.State.Work.FirstOrDefault() is { } work:
                        here.Do(new RouterCommand.Withdraw(work.Item.Id, WithdrawReason.CustomerLeft));
                        _ended.Add(work.Item.Id);
                        break;
                    default: here.Now += TimeSpan.FromSeconds(gesture); break;
                }

                CheckOneOwner();
            }

            // The carrier comes to rest: it asks again until everybody has answered.
            for (var round = 0; round < 3; round++)
            {
                Carry(_desks[0], _desks[1], lossy: false);
                Carry(_desks[1], _desks[0], lossy: false);
            }

            CheckOneOwner();
            foreach (var desk in _desks)
            {
                desk.State.Leaving.ShouldBeEmpty();
                desk.State.Received.ShouldBeEmpty();
            }
        }

        private void Add(Desk desk)
        {
            var item = desk.Item("faults") with { Id = new(DerivedId.From("of both", $"{_all.Count}")) };
            desk.Do(new RouterCommand.Enqueue(item)).Refusal.ShouldBeNull();
            _all.Add(item.Id);
        }

        /// <summary>What a host does with work on its way, each step perhaps lost or done twice.</summary>
        private void Carry(Desk from, Desk to, bool lossy)
        {
            foreach (var leaving in from.State.Leaving.ToList())
            {
                var heard = false;
                for (var times = lossy ? Next() % 3 : 1; times > 0; times--)
                {
                    heard |= to.Do(new RouterCommand.TransferIn(leaving.Item, "other")).Refusal is null or { Code: RouterRefusalCode.AlreadyHandled };
                }

                if (heard && (!lossy || Next() % 2 == 0))
                {
                    from.Do(new RouterCommand.ConfirmTransfer(leaving.Item.Id));
                }
            }

            foreach (var received in to.State.Received.ToList())
            {
                if (from.State.Leaving.All(leaving => NameOf(leaving) != received) && (!lossy || Next() % 2 == 0))
                {
                    to.Do(new RouterCommand.ForgetTransfer(received.Item, received.Hops));
                }
            }
        }

        private void CheckOneOwner()
        {
            foreach (var item in _all)
            {
                var places = _desks.Count(desk => desk.State.FindWork(item) is not null);
                var away = _desks.Count(desk => desk.State.Leaving.Any(leaving => leaving.Item.Id == item) && !_desks.Any(other => other != desk && other.State.Received.Contains(NameOf(desk.State.Leaving.First(leaving => leaving.Item.Id == item)))));
                (places + away).ShouldBe(_ended.Contains(item) ? 0 : 1, "work is in two places or in none, or goes on after its end");
            }
        }

        private static ReceivedSnapshot NameOf(LeavingSnapshot leaving) => new(leaving.Item.Id, leaving.Item.Hops);

        private byte Next() => _at < tape.Length ? tape[_at++] : (byte)0;

        private static Desk New() => new Desk().WithQueue("faults");
    }
}
