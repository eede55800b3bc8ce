namespace ContactCenter.Scripting.Tests.Running;

/// <summary>Walks a <see cref="TreeScript"/>: yields a line for every demand and takes <see cref="Input"/> as what the host gave.</summary>
internal sealed class NaiveInterpreter(TreeScript script)
{
    private readonly object?[] _slots = new object?[script.Slots];
    private int _go = -1;

    /// <summary>null for done or silent, "wrong" for misunderstood, "failed", or a number.</summary>
    public object? Input { get; set; }

    public IEnumerable<string> Run()
    {
        var step = 0;
        while (true)
        {
            _go = -1;
            foreach (var demand in Guarded(Walk(script.Steps[step])))
            {
                yield return demand;
                if (demand.StartsWith("fault", StringComparison.Ordinal))
                {
                    yield break;
                }
            }

            if (_go < 0)
            {
                yield return $"end{step}";
                yield break;
            }

            step = _go;
        }
    }

    private static IEnumerable<string> Guarded(IEnumerable<string> demands)
    {
        using var walk = demands.GetEnumerator();
        while (true)
        {
            string demand;
            try
            {
                if (!walk.MoveNext())
                {
                    yield break;
                }

                demand = walk.Current;
            }
            catch (NaiveFault fault)
            {
                demand = "fault " + fault.Message;
            }

            yield return demand;
            if (demand.StartsWith("fault", StringComparison.Ordinal))
            {
                yield break;
            }
        }
    }

    private IEnumerable<string> Walk(Line[] lines)
    {
        foreach (var line in lines)
        {
            var inner = line switch
            {
                SayLine say => Say(say),
                IfLine condition => Walk(condition.Condition.Value(_slots) is true ? condition.Then : condition.Otherwise),
                AskLine ask => Ask(ask),
                DoLine action => Do(action),
                SetLine set => Nothing(() => _slots[set.Slot] = set.To.Value(_slots)),
                GoLine go => Nothing(() => _go = go.Step),
                _ => [],
            };
            foreach (var demand in inner)
            {
                yield return demand;
            }

            if (_go >= 0)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<string> Nothing(Action act)
    {
        act();
        yield break;
    }

    private IEnumerable<string> Say(SayLine say)
    {
        yield return $"say {say.Id}({string.Join(",", say.Shown.Select(shown => Text(shown.Value(_slots))))})";
    }

    private IEnumerable<string> Ask(AskLine ask)
    {
        var (silences, wrong) = (0, 0);
        while (true)
        {
            yield return $"ask {ask.Id} {silences} {wrong}";
            switch (Input)
            {
                case null when ++silences >= (ask.Away < 0 ? 3 : ask.Silences):
                    _go = ask.Away < 0 ? throw new NaiveFault("TooManySilences") : ask.Away;
                    yield break;
                case null:
                    break;
                case "wrong":
                    wrong = Wrong(wrong);
                    break;
                default:
                    var before = _slots[ask.Slot];
                    _slots[ask.Slot] = Input;
                    if (ask.Accept is null || ask.Accept.Value(_slots) is true)
                    {
                        yield break;
                    }

                    _slots[ask.Slot] = before;
                    wrong = Wrong(wrong);
                    break;
            }
        }
    }

    private static int Wrong(int wrong) => wrong == 2 ? throw new NaiveFault("TooManyWrong") : wrong + 1;

    private IEnumerable<string> Do(DoLine action)
    {
        yield return $"do {action.Id}({Text(action.Argument.Value(_slots))})";
        if (Input is "failed")
        {
            _go = action.Else;
        }
        else
        {
            _slots[action.Slot] = Input;
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "yes" : "no",
        System.Numerics.BigInteger number => ((decimal)number / 1_000_000m).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
