using System.Globalization;

namespace StubCarrier;

/// <summary>What the carrier is started with.</summary>
public sealed record CarrierOptions
{
    public const string Help = """
        A carrier that behaves as Twilio's Messages API 2010-04-01, for tests and demos.
          --urls URL            where to listen; port 0 takes a free one   (http://127.0.0.1:5081)
          --host-url URL        the host's webhook base; /sms is appended  (http://localhost:5080/webhooks/twilio/main)
          --account SID         the account                                (AC00000000000000000000000000000001)
          --token TOKEN         its auth token, which also signs webhooks  (stub-carrier-auth-token)
          --number NUMBER       a number of the account; may be repeated   (+390600000001)
          --ledger PATH         append every event to this file as a JSON line
          --delivery-delay MS   from taking a message to its first status  (300)
          --demo                customers write by themselves
          --demo-rate N         new conversations per minute               (6)
          --think MS            least time a simulated customer takes      (3000)
          --parent PID          end when this process has ended            (none)
          --seed N              seed of chance in the demo and the faults   (1)
        """;

    public string Urls { get; init; } = "http://127.0.0.1:5081";

    public Uri HostUrl { get; init; } = new("http://localhost:5080/webhooks/twilio/main");

    public string Account { get; init; } = "AC00000000000000000000000000000001";

    public string Token { get; init; } = "stub-carrier-auth-token";

    public IReadOnlyList<string> Numbers { get; init; } = ["+390600000001"];

    public string? LedgerPath { get; init; }

    public TimeSpan DeliveryDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    public bool Demo { get; init; }

    public double DemoRatePerMinute { get; init; } = 6;

    /// <summary>The least time a simulated customer takes to read and type; at most four times as long.</summary>
    public TimeSpan ThinkingTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The process that started it; the carrier does not outlive it.</summary>
    public int? ParentProcess { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static CarrierOptions Parse(string[] args)
    {
        var options = new CarrierOptions();
        var numbers = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--demo")
            {
                options = options with { Demo = true };
                continue;
            }

            var value = i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{args[i]} needs a value; --help lists the options.");
            switch (args[i - 1])
            {
                case "--urls": options = options with { Urls = value }; break;
                case "--host-url": options = options with { HostUrl = new Uri(value.TrimEnd('/')) }; break;
                case "--account": options = options with { Account = value }; break;
                case "--token": options = options with { Token = value }; break;
                case "--number": numbers.Add(value); break;
                case "--ledger": options = options with { LedgerPath = value }; break;
                case "--delivery-delay": options = options with { DeliveryDelay = TimeSpan.FromMilliseconds(Number(value)) }; break;
                case "--demo-rate": options = options with { DemoRatePerMinute = Number(value) }; break;
                case "--think": options = options with { ThinkingTime = TimeSpan.FromMilliseconds(Number(value)) }; break;
                case "--parent": options = options with { ParentProcess = (int)Number(value) }; break;
                case "--seed": options = options with { Seed = (int)Number(value) }; break;
                default: throw new ArgumentException($"{args[i - 1]} is no option of the stub carrier; --help lists them.");
            }
        }

        return numbers.Count == 0 ? options : options with { Numbers = numbers };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
