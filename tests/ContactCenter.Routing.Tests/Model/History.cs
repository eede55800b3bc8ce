using System.Text;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>Plays a tape: commands, passing time, repeats, restarts and crashes, with the oracle listening.</summary>
internal sealed class History(byte[] bytes)
{
    private readonly Tape _tape = new(bytes);
    private readonly Oracle _oracle = new();
    private readonly Desk _desk = new();
    private readonly List<RouterInput> _carried = [];
    private long _position;
    private int _commands;

    public IReadOnlyList<RouterRecord> Journal => _desk.Journal;

    public RouterState State => _desk.State;

    public History Play()
    {
        foreach (var command in Tape.Opening())
        {
            Carry(NewInput(command));
        }

        while (!_tape.AtEnd)
        {
            var gesture = _tape.Next();
            _desk.Now += TimeSpan.FromMilliseconds((gesture & 15) switch { < 6 => 0, 15 => 21_500, var some => some * 300 });
            FireDue();
            switch (gesture >> 4)
            {
                case 0: Repeat(_tape.Next()); break;
                case 1: RestartOrCrash(_tape.Next()); break;
                default: Carry(NewInput(_tape.Command(State, _desk.Now))); break;
            }
        }

        Restart();
        CampaignProof.Read(Journal).ShouldAllBe(window => window.IsKept);
        return this;
    }

    /// <summary>All that was decided, as the bytes of a journal.</summary>
    public string Transcript() => Transcript(Journal);

    /// <summary>Records as the bytes of a journal.</summary>
    public static string Transcript(IEnumerable<RouterRecord> journal)
    {
        var text = new StringBuilder();
        foreach (var record in journal)
        {
            text.Append(record.At.UtcTicks).Append(' ').Append(record.Cause).Append(' ').Append(record.Event.Kind).Append(' ')
                .AppendLine(Encoding.UTF8.GetString(RouterCodec.Write(record.Event)));
        }

        return text.ToString();
    }

    private RouterInput NewInput(RouterCommand command)
    {
        var number = ++_commands;
        var pulled = command is RouterCommand.Enqueue or RouterCommand.TakeUp or RouterCommand.Complete or RouterCommand.Withdraw or RouterCommand.Release;
        return new RouterInput(DerivedId.From("command", $"{number}"), pulled ? new(++_position) : null, command);
    }

    private void FireDue()
    {
        if (State.NextDue <= _desk.Now)
        {
            Carry(NewInput(new RouterCommand.Wake()));
            (State.NextDue <= _desk.Now).ShouldBeFalse("a timer was due and did not fire");
        }
    }

    private void Carry(RouterInput input)
    {
        var before = _desk.Journal.Count;
        var answer = _desk.Do(input);
        Hear(before, input.Command);
        if (answer.Events.IsEmpty)
        {
            (answer.Refusal is not null || input.Command is RouterCommand.Wake).ShouldBeTrue("a command had neither effect nor refusal");
        }
        else
        {
            _carried.Add(input);
        }

        answer.Refusal?.Message.ShouldEndWith(".");
    }

    private void Hear(int from, RouterCommand? cause)
    {
        try
        {
            foreach (var record in _desk.Journal.Skip(from))
            {
                _oracle.Hear(record, cause);
            }

            _oracle.CheckSettled(State, _desk.Now);
        }
        catch (Exception e)
        {
            throw new ShouldAssertException($"{e.Message}{Environment.NewLine}after{Environment.NewLine}{string.Join(Environment.NewLine, _desk.Journal.TakeLast(12).Select(Line))}", e);
        }
    }

    /// <summary>A command that comes again decides nothing.</summary>
    private void Repeat(byte which)
    {
        var repeated = _carried[which % _carried.Count];
        var before = State.ComputeHash();
        var answer = _desk.Do(repeated);
        answer.Events.ShouldBeEmpty();
        answer.Refusal.ShouldNotBeNull().Code.ShouldBe(RouterRefusalCode.Repeated);
        State.ComputeHash().ShouldBe(before);
    }

    private void RestartOrCrash(byte how)
    {
        switch (how % 4)
        {
            case 0: Restart(); break;
            case 1: CrashBeforeAppend(); break;
            case 2: CrashAfterAppend(); break;
            default: CrashInLargeAppend(); break;
        }
    }

    /// <summary>A snapshot somewhere in the past and the tail after it are the state.</summary>
    private void Restart()
    {
        var hash = State.ComputeHash();
        var cut = _desk.Journal.Count == 0 ? 0 : _tape.Next() * _desk.Journal.Count / 256;
        var bytes = RouterCodec.WriteSnapshot(Desk.Rebuild(_desk.Journal.Take(cut)).ToSnapshot());
        var state = RouterState.FromSnapshot(RouterCodec.ReadSnapshot(bytes), new SpareTheGeneralists());
        foreach (var record in _desk.Journal.Skip(cut))
        {
            RouterMachine.Apply(state, Desk.Copy(record));
        }

        state.ComputeHash().ShouldBe(hash);
        _desk.State = state;
    }

    /// <summary>What was decided is lost with the process; decided again, it is the same.</summary>
    private void CrashBeforeAppend()
    {
        var input = NewInput(_tape.Command(State, _desk.Now));
        var lost = RouterMachine.Run(State, input, _desk.Now);
        _desk.State = _desk.Rebuilt();
        var before = _desk.Journal.Count;
        Carry(input);
        _desk.Journal.Skip(before).Select(Line).ShouldBe(lost.Records.Select(Line));
    }

    /// <summary>What was decided is durable and was never applied; the rebuilt state has it, and the repeated command changes nothing.</summary>
    private void CrashAfterAppend()
    {
        var input = NewInput(_tape.Command(State, _desk.Now));
        Carry(input);
        var live = State.ComputeHash();
        _desk.State = _desk.Rebuilt();
        State.ComputeHash().ShouldBe(live);
        if (_carried[^1] == input)
        {
            _desk.Do(input).Events.ShouldBeEmpty();
        }
    }

    /// <summary>Offers of one command were cut off at the limit of an append; the start that follows makes them again.</summary>
    private void CrashInLargeAppend()
    {
        var input = NewInput(_tape.Command(State, _desk.Now));
        var run = RouterMachine.Run(State, input, _desk.Now);
        var offers = run.Records.Length;
        while (offers > 0 && run.Records[offers - 1].Event is RouterEvent.OfferMade or RouterEvent.WorkUnserved or RouterEvent.ContactDialled { Agent: null })
        {
            offers--;
        }

        var kept = offers + (_tape.Next() * (run.Records.Length - offers) / 256);
        var before = _desk.Journal.Count;
        _desk.Journal.AddRange(run.Records.Take(kept));
        _desk.State = _desk.Rebuilt();
        var settled = new List<RouterRecord>();
        new RouterTurn(State).SettleAll(DerivedId.From("start", $"{_commands}"), _desk.Now, settled);
        _desk.Journal.AddRange(settled);
        Hear(before, input.Command);
    }

    private static string Line(RouterRecord record) =>
        $"{record.At:O} {record.Cause} {record.Source} {record.Event.Kind} {Encoding.UTF8.GetString(RouterCodec.Write(record.Event))}";
}
