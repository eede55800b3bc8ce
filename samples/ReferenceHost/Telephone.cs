using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using ContactCenter;
using ContactCenter.Channels.Voice;

namespace ReferenceHost;

/// <summary>Adds the telephone.</summary>
internal static class TelephoneExtensions
{
    public static IContactCenterBuilder AddTelephone(this IContactCenterBuilder cc, Telephone telephone) => telephone.Add(cc);
}

/// <summary>The telephone: where it listens, who may call without a password, and which telephones register.</summary>
internal sealed class Telephone
{
    /// <summary>The number of the center. Who dials its last three digits calls it.</summary>
    public const string Number = "+390600000100";

    /// <summary>The end of <see cref="Number"/>.</summary>
    public const string Extension = "100";

    private const string Listen = VoiceOptions.Section + ":" + nameof(VoiceOptions.Listen);
    private static readonly string[] Agents = ["anna", "bruno", "carla", "dario", "elena", "sofia"];

    /// <summary>This machine and the networks that have no way to them from outside. RFC 1918, RFC 3927, RFC 4193, RFC 4291.</summary>
    private static readonly string[] Near = ["127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10"];

    private readonly bool _isConfigured;
    private readonly bool _hasTrunks;
    private readonly bool _takesGuests;

    public Telephone(StartOptions options, IConfiguration configuration)
    {
        var configured = configuration.GetSection(Listen).GetChildren().Select(static l => l.Value ?? "").FirstOrDefault(static l => l.StartsWith("udp:", StringComparison.OrdinalIgnoreCase));
        _isConfigured = configured is not null || configuration.GetSection(Listen).GetChildren().Any();
        _hasTrunks = configuration.GetSection($"{VoiceOptions.Section}:{nameof(VoiceOptions.Trunks)}").GetChildren().Any();
        _takesGuests = options.Demo && !_hasTrunks;
        Address = configured is not null && IPEndPoint.TryParse(configured[4..], out var own) ? own : options.Sip;
        if (!_isConfigured && Busy(Address) is { } reason)
        {
            Fault = $"Nobody can call: UDP {Address} cannot be had ({reason}). End the program that has it, or start with --sip 0.0.0.0:5070.";
            Address = new IPEndPoint(IPAddress.Loopback, 0);
        }

        if (options.Demo && Address.Port == 0 && !_isConfigured)
        {
            Address = new IPEndPoint(Address.Address, FreePort(Address.Address)); // simulated telephones have to know it
        }

        Password = options.Password.Length >= 8 ? options.Password : RandomNumberGenerator.GetHexString(12, lowercase: true);
    }

    /// <summary>Where SIP listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Why nobody outside this process can call; null where they can.</summary>
    public string? Fault { get; }

    /// <summary>What telephones register with.</summary>
    public string Password { get; }

    /// <summary>Where telephones on this machine find it.</summary>
    public IPEndPoint Here => new(Address.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : Address.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Address.Address, Address.Port);

    /// <summary>How a newcomer with a softphone calls.</summary>
    public string HowToCall()
    {
        var at = new IPEndPoint(Here.Address.Equals(IPAddress.Loopback) && !Address.Address.Equals(IPAddress.Loopback) ? Outside() : Here.Address, Address.Port);
        var guest = _takesGuests ? $"Call it: sip:{Extension}@{at} (no password), or register" : "Register";
        return Fault ?? $"{guest} a telephone as dario at {at} with the password \"{Password}\".";
    }

    /// <summary>Adds the channel.</summary>
    public IContactCenterBuilder Add(IContactCenterBuilder cc)
    {
        cc.AddVoice(Configure, static calls =>
        {
            calls.Record.TryAdd("faults", true);
            calls.RecordingNotice ??= "This call is recorded.";
        });
        cc.Services.Configure<VoicePromptsOptions>(static p => p.Folders.TryAdd("sample", Path.Combine(AppContext.BaseDirectory, "prompts")));
        return cc;
    }

    private void Configure(VoiceOptions voice)
    {
        if (!_isConfigured)
        {
            voice.Listen["udp"] = $"udp:{Address}";
        }

        if (!_hasTrunks)
        {
            voice.Trunk("guests", $"sip:{Here.Address}:9", lines: 10, trunk => // nobody is there: guests call us, and are not called
            {
                trunk.KeepAliveSeconds = 0;
                trunk.CostPerMinute["+000"] = 0; // reaches no number
                trunk.Numbers["center"] = Number;
                foreach (var network in _takesGuests ? Near : []) // this machine otherwise
                {
                    trunk.AllowedSources[network.Replace(':', '-').Replace('/', '-')] = network;
                }
            });
        }

        foreach (var agent in Agents.Where(a => !voice.Phones.Devices.ContainsKey(a)))
        {
            voice.Phone(agent, agent, Password);
        }
    }

    /// <summary>Our address in the network, as far as that can be told.</summary>
    private static IPAddress Outside() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(static n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .OrderByDescending(static n => n.GetIPProperties().GatewayAddresses.Count)
        .SelectMany(static n => n.GetIPProperties().UnicastAddresses)
        .Select(static a => a.Address)
        .FirstOrDefault(static a => a.AddressFamily == AddressFamily.InterNetwork, IPAddress.Loopback);

    private static string? Busy(IPEndPoint address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(address);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }

    private static int FreePort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
