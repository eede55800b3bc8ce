using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ContactCenter;
using ContactCenter.Channels.Twilio;

namespace ReferenceHost;

/// <summary>What the host is started with. Everything else is in appsettings.json.</summary>
internal sealed record StartOptions
{
    public const string HelpText = """
        A contact center on this machine.
          --urls URL       where to listen                                   (http://localhost:5080)
          --data DIR       where its data is kept                            (data, beside the project)
          --no-demo        no simulated customers and agents
          --rebuild-views  derive everything again from the log before going on
          --check          test everything before going live, print it, and end (exit code 1 when something failed)
          --carrier URL    the carrier's API, when one runs already          (starts samples/StubCarrier)
          --number NUMBER  the number customers write to                     (+390600000001)
          --sip ADDRESS:PORT where the telephone listens, UDP; port 0: a free one  (0.0.0.0:5060)
          --password TEXT  the password of every demo user                   (demo on loopback, else made up)
        """;

    /// <summary>The account the stub carrier gives everybody.</summary>
    public const string DemoAccount = "AC00000000000000000000000000000001";

    private const string DemoToken = "stub-carrier-auth-token";

    /// <summary>Where appsettings.json lies: the project when it is run from there, else beside the program.</summary>
    public static string Root { get; } =
        File.Exists(Path.Combine(Environment.CurrentDirectory, "ReferenceHost.csproj")) ? Environment.CurrentDirectory : AppContext.BaseDirectory;

    public string Urls { get; init; } = "http://localhost:5080";

    public string Data { get; init; } = Path.Combine(Root, "data");

    public bool Demo { get; init; } = true;

    /// <summary>Whether everything derived from the log is derived again at this start.</summary>
    public bool RebuildViews { get; init; }

    /// <summary>Whether everything is only tested, and the host ends.</summary>
    public bool Check { get; init; }

    public string Number { get; init; } = "+390600000001";

    /// <summary>Where SIP listens.</summary>
    public IPEndPoint Sip { get; init; } = new(IPAddress.Any, 5060);

    public string Password { get; init; } = "";

    public bool Help { get; init; }

    /// <summary>The carrier, when another one than our own is to be used.</summary>
    public Uri? Carrier { get; init; }

    /// <summary>Where our own carrier listens.</summary>
    public Uri OwnCarrier { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Signs the carrier's webhooks: our own carrier gets a new one each time.</summary>
    public string Token { get; private init; } = DemoToken;

    /// <summary>The first address, as a browser on this machine writes it.</summary>
    public Uri Url => new(Named(Urls.Split(';')[0]));

    /// <summary>Reads the command line.</summary>
    public static StartOptions Parse(string[] args)
    {
        var options = new StartOptions { Urls = Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "http://localhost:5080" };
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--help" => options with { Help = true },
                "--no-demo" => options with { Demo = false },
                "--rebuild-views" => options with { RebuildViews = true },
                "--check" => options with { Check = true, Demo = false },
                "--demo" => options with { Demo = true },
                "--urls" => options with { Urls = Value(args, ref i) },
                "--data" => options with { Data = Path.GetFullPath(Value(args, ref i)) },
                "--carrier" => options with { Carrier = Absolute(args[i], Value(args, ref i)) },
                "--number" => options with { Number = Value(args, ref i) },
                "--sip" => options with { Sip = EndPoint(args[i], Value(args, ref i)) },
                "--password" => options with { Password = Value(args, ref i) },
                _ => throw new ArgumentException($"{args[i]} is no option of the reference host; --help lists them."),
            };
        }

        _ = options.Urls.Split(';').All(IsUrl) ? options.Urls : throw new ArgumentException($"--urls is '{options.Urls}', which is no URL; write it as http://localhost:5080.");
        return options with
        {
            Password = options.Password.Length > 0 ? options.Password : options.Urls.Split(';').All(IsLocal) ? "demo" : RandomNumberGenerator.GetHexString(12, lowercase: true),
            Token = options.Carrier is null ? RandomNumberGenerator.GetHexString(32, lowercase: true) : DemoToken,
        };
    }

    /// <summary>Points the SMS channel to the carrier, unless appsettings.json names a real account.</summary>
    public void Connect(TwilioOptions twilio)
    {
        if (twilio.Accounts.Count == 0)
        {
            twilio.Accounts["main"] = new TwilioAccountOptions
            {
                AccountSid = DemoAccount,
                AuthTokens = { ["primary"] = new Secret(Token) },
                BaseUrl = Carrier ?? OwnCarrier,
            };
            twilio.SettleTime = TimeSpan.FromSeconds(2); // the stub lists a message at once
        }
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new ArgumentException($"{args[^1]} needs a value; --help lists the options.");

    /// <summary>Whether an address can be reached from this machine alone; one that stands for all of its addresses is no URL to <see cref="Uri"/>.</summary>
    private static bool IsLocal(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;

    private static bool IsUrl(string url) => Uri.TryCreate(Named(url), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");

    /// <summary>The address as a browser on this machine writes it.</summary>
    private static string Named(string url) => url
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .Replace("://*", "://localhost", StringComparison.Ordinal)
        .Replace("://+", "://localhost", StringComparison.Ordinal);

    private static Uri Absolute(string option, string value) => Uri.TryCreate(value, UriKind.Absolute, out var url)
        ? url
        : throw new ArgumentException($"{option} is '{value}', which is no URL; write it as http://127.0.0.1:5081.");

    private static IPEndPoint EndPoint(string option, string value) => value.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(value, out var at)
        ? at
        : throw new ArgumentException($"{option} is '{value}', which is no address and port; write it as 0.0.0.0:5060.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
