using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ContactCenter.Channels.Voice.Sip;

namespace ContactCenter.Channels.Voice.Tests.Lines;

public sealed class VoiceOptionsTests
{
    [Fact]
    public void All_of_it_is_bound_from_configuration_with_its_secrets()
    {
        var options = Bound(new()
        {
            ["Listen:secure"] = "tls:0.0.0.0:5061",
            ["Certificate:Password"] = "c",
            ["Trunks:main:Uri"] = "sip:trunk.example",
            ["Trunks:main:Mode"] = "Register",
            ["Trunks:main:Username"] = "acme",
            ["Trunks:main:Password"] = "p",
            ["Trunks:main:Transport"] = "Tls",
            ["Trunks:main:Lines"] = "15",
            ["Trunks:main:CostPerMinute:+39"] = "0.02",
            ["Trunks:main:Numbers:sales"] = "+390612345678",
            ["Phones:Devices:desk-1:Agent"] = "anna",
            ["Phones:Devices:desk-1:Password"] = "d",
            ["Guard:MaxCostPerDay"] = "50",
        });
        var trunk = options.Trunks["main"];
        (trunk.Mode, trunk.Username, trunk.Password!.Reveal(), trunk.Transport, trunk.Lines).ShouldBe((VoiceTrunkMode.Register, "acme", "p", VoiceTransport.Tls, 15));
        (trunk.CostPerMinute["+39"], trunk.Numbers["sales"], options.Guard.MaxCostPerDay).ShouldBe((0.02m, "+390612345678", 50m));
        (options.Phones.Devices["desk-1"].Agent, options.Phones.Devices["desk-1"].Password!.Reveal(), options.Certificate.Password!.Reveal()).ShouldBe(("anna", "d", "c"));
    }

    [Fact]
    public void Code_writes_trunks_and_phones_on_one_line_each()
    {
        var options = new VoiceOptions().Trunk("main", "sip:trunk.example", lines: 15, t => t.DefaultCountry = "IT").Phone("desk-1", "anna", "long-enough");
        (options.Trunks["main"].Lines, options.Trunks["main"].DefaultCountry, options.Phones.Devices["desk-1"].Agent).ShouldBe((15, "IT", "anna"));
        Faults(options).ShouldBeEmpty();
    }

    [Fact]
    public void Every_fault_is_named_with_its_value_and_the_remedy()
    {
        var options = new VoiceOptions
        {
            Listen = { ["a"] = "udp:5060", ["b"] = "tls:0.0.0.0:5061", ["c"] = "7:0.0.0.0:1" },
            PublicAddress = "pbx",
            FirstMediaPort = 10_001,
            LastMediaPort = 9_000,
            Certificate = { KeyPath = "/nowhere/key.pem" },
            Phones = { Realm = "a\"b", MaxRegistrationSeconds = 5, Numbers = { ["anna"] = "0612" } },
            Guard = { AllowedPrefixes = { ["x"] = "italy" }, MaxCallsPerMinute = 0, MaxCostPerDay = -1 },
        };
        options.Phone("desk", "", "short");
        options.Trunk("Main", "trunk.example", lines: -1, t =>
        {
            t.Mode = VoiceTrunkMode.Register;
            t.WhenFull = VoiceWhenFull.Overflow;
            t.NumberFormat = VoiceNumberFormat.National;
            t.KeepAliveSeconds = 1;
            t.WaitingLines = 0;
            t.Priority = 2_000;
            t.Numbers["a"] = "06";
            t.CallerIdentity = "06";
            t.NumberPrefix = "x";
            t.CostPerMinute["+39"] = -1;
            t.AllowedSources["a"] = "trunk.example";
        });
        options.Trunk("other", "sip:192.0.2.1", configure: static t => { t.Username = "u"; t.Mode = VoiceTrunkMode.Register; t.DefaultCountry = "it"; t.AllowedSources["a"] = "trunk.example"; });
        var faults = Faults(options);
        faults.ShouldBe(
        [
            "ContactCenter:Voice:Listen:a is 'udp:5060'; set it to transport, address and port, such as udp:0.0.0.0:5060, tcp:192.0.2.1:5060 or tls:[::]:5061.",
            "ContactCenter:Voice:Listen:c is '7:0.0.0.0:1'; set it to transport, address and port, such as udp:0.0.0.0:5060, tcp:192.0.2.1:5060 or tls:[::]:5061.",
            "ContactCenter:Voice:PublicAddress is 'pbx'; set it to the IP address the other sides reach, or remove it.",
            "ContactCenter:Voice:FirstMediaPort is 10001; set it to an even port, 1024 to 65534.",
            "ContactCenter:Voice:LastMediaPort is 9000; set it to an odd port above ContactCenter:Voice:FirstMediaPort (10001), up to 65535.",
            "ContactCenter:Voice:Certificate:Path is empty and ContactCenter:Voice:Listen has tls; set it to the file of the certificate.",
            "ContactCenter:Voice:Certificate:KeyPath is '/nowhere/key.pem', and there is no such file; set it to one that can be read.",
            "ContactCenter:Voice:Trunks:Main: the name 'Main' is no key; use 1 to 64 of a-z, 0-9, '.', '_', '-', beginning with a letter or digit.",
            "ContactCenter:Voice:Trunks:Main:Uri is 'trunk.example'; set it to where the trunk is, such as sip:trunk.example.",
            "ContactCenter:Voice:Trunks:Main:Username is empty and ContactCenter:Voice:Trunks:Main:Mode is Register; set it to the account's name at the carrier.",
            "ContactCenter:Voice:Trunks:Main:Lines is -1; set it to 0 to 10000.",
            "ContactCenter:Voice:Trunks:Main:WaitingLines is 0; set it to 1 to 1000.",
            "ContactCenter:Voice:Trunks:Main:Priority is 2000; set it to 0 to 1000.",
            "ContactCenter:Voice:Trunks:Main:KeepAliveSeconds is 1; set it to 5 to 3600 (0: no OPTIONS).",
            "ContactCenter:Voice:Trunks:Main:OverflowNumber is '' and ContactCenter:Voice:Trunks:Main:WhenFull is Overflow; set it to a number in E.164, such as +390612345678.",
            "ContactCenter:Voice:Trunks:Main:Numbers:a is '06'; set it to a number in E.164, such as +390612345678.",
            "ContactCenter:Voice:Trunks:Main:CallerIdentity is '06'; set it to a number in E.164, such as +390612345678.",
            "ContactCenter:Voice:Trunks:Main:NumberPrefix is 'x'; set it to what stands before the digits the trunk delivers, such as +390612.",
            "ContactCenter:Voice:Trunks:Main:DefaultCountry is empty and ContactCenter:Voice:Trunks:Main:NumberFormat is National; set it to the country the numbers are dialled in, such as IT.",
            "ContactCenter:Voice:Trunks:Main:CostPerMinute:+39 is -1; set it to 0 or more, under the beginning of numbers, such as +39.",
            "ContactCenter:Voice:Trunks:Main:AllowedSources:a is 'trunk.example'; set it to an address such as 192.0.2.1 or a range such as 192.0.2.0/24.",
            "ContactCenter:Voice:Trunks:other:Password is missing; set it to the password of u at the carrier.",
            "ContactCenter:Voice:Trunks:other:DefaultCountry is 'it'; set it to two capital letters of ISO 3166, such as IT.",
            "ContactCenter:Voice:Trunks:other:AllowedSources:a is 'trunk.example'; set it to an address such as 192.0.2.1 or a range such as 192.0.2.0/24.",
            "ContactCenter:Voice:Trunks:other:AllowedSources:a is 'trunk.example', which trunk 'Main' has already; leave it with one of them.",
            "ContactCenter:Voice:Phones:Realm is 'a\"b'; set it to a domain, 1 to 200 characters without quotes.",
            "ContactCenter:Voice:Phones:MaxRegistrationSeconds is 5; set it to 60 to 86400.",
            "ContactCenter:Voice:Phones:Devices:desk:Agent is ''; set it to the id of the agent whose telephone it is.",
            "ContactCenter:Voice:Phones:Devices:desk:Password is missing or shorter than 8 characters; set it to what the telephone registers with. Short ones are guessed.",
            "ContactCenter:Voice:Phones:Numbers:anna is '0612'; set it to the agent's number in E.164, such as +390612345678, under the agent's id.",
            "ContactCenter:Voice:Guard:AllowedPrefixes:x is 'italy'; set it to the beginning of numbers, such as +39.",
            "ContactCenter:Voice:Guard:MaxCallsPerMinute is 0; set it to 1 to 100000, or remove it.",
            "ContactCenter:Voice:Guard:MaxCostPerDay is -1; set it to 0 or more, or remove it.",
        ]);
    }

    private static List<string> Faults(VoiceOptions options) => [.. new VoiceOptionsValidator().Validate(null, options).Failures ?? []];

    private static VoiceOptions Bound(Dictionary<string, string?> values)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values.Select(static v => KeyValuePair.Create("ContactCenter:Voice:" + v.Key, v.Value))).Build());
        services.AddLogging();
        services.AddSipTelephone();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsFactory<VoiceOptions>>() is OptionsFactory<VoiceOptions> ? Unvalidated(provider) : throw new InvalidOperationException();
    }

    /// <summary>As bound; the certificate's file is none of this machine.</summary>
    private static VoiceOptions Unvalidated(ServiceProvider provider)
    {
        var options = new VoiceOptions();
        foreach (var configure in provider.GetServices<IConfigureOptions<VoiceOptions>>())
        {
            configure.Configure(options);
        }

        return options;
    }
}
