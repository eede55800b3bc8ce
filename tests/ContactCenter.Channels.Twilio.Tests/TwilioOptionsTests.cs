using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Twilio.Tests;

public sealed class TwilioOptionsTests
{
    [Fact]
    public async Task Everything_is_bound_from_configuration_secrets_too()
    {
        await using var bench = new Bench(
            new()
            {
                ["RequestTimeout"] = "00:00:07",
                ["SettleTime"] = "00:01:00",
                ["Accounts:main:AuthTokens:secondary"] = "second",
                ["Accounts:main:ApiKeySid"] = "SK00000000000000000000000000000001",
                ["Accounts:main:ApiKeySecret"] = "key secret",
                ["Accounts:main:MessagingServiceSid"] = "MG00000000000000000000000000000001",
                ["Accounts:main:Numbers:line"] = Bench.Number,
            },
            baseUrl: "https://api.example.test");
        var options = bench.Services.GetRequiredService<IOptions<TwilioOptions>>().Value;
        var account = options.Accounts.ShouldHaveSingleItem().Value;

        (options.RequestTimeout, options.SettleTime).ShouldBe((TimeSpan.FromSeconds(7), TimeSpan.FromMinutes(1)));
        (account.AccountSid, account.BaseUrl.AbsoluteUri, account.MessagingServiceSid, account.ApiKeySid)
            .ShouldBe((Bench.Sid, "https://api.example.test/", "MG00000000000000000000000000000001", "SK00000000000000000000000000000001"));
        account.ApiKeySecret!.Reveal().ShouldBe("key secret");
        account.AuthTokens.ToDictionary(token => token.Key, token => token.Value.Reveal())
            .ShouldBe(new Dictionary<string, string> { ["primary"] = Bench.Token, ["secondary"] = "second" }, ignoreOrder: true);
        account.AuthTokens["primary"].ToString().ShouldBe("***");
        account.Numbers["line"].ShouldBe(Bench.Number);
    }

    [Fact]
    public void Every_fault_is_reported_at_once_with_key_value_and_remedy()
    {
        using var bench = Faulty(options =>
        {
            options.RequestTimeout = TimeSpan.Zero;
            options.SettleTime = TimeSpan.FromHours(1);
            options.MediaTimeout = TimeSpan.Zero;
            options.Accounts["Bad Name"] = new TwilioAccountOptions
            {
                AccountSid = "AC1",
                ApiKeySid = "SK1",
                MessagingServiceSid = "MG1",
                BaseUrl = new Uri("http://api.example.test"),
            };
            options.Accounts["main"].Numbers["a"] = "12 34";
            options.Accounts["main"].AuthTokens["old"] = new Secret(" ");
        });

        var faults = Should.Throw<OptionsValidationException>(() => bench.GetRequiredService<IOptions<TwilioOptions>>().Value).Failures.ToList();
        foreach (var expected in new[]
        {
            "ContactCenter:Twilio:RequestTimeout is 00:00:00; set it to 00:00:01 to 00:01:00.",
            "ContactCenter:Twilio:SettleTime is 01:00:00; set it to 00:00:00 to 00:10:00.",
            "ContactCenter:Twilio:MediaTimeout is 00:00:00; set it to 00:00:01 to 00:10:00.",
            "ContactCenter:Twilio:Accounts:Bad Name: the name 'Bad Name' cannot stand in a URL",
            "ContactCenter:Twilio:Accounts:Bad Name:AccountSid is 'AC1'; set it to the SID from Twilio's console",
            "ContactCenter:Twilio:Accounts:Bad Name:AuthTokens is empty; add the account's auth token",
            "ContactCenter:Twilio:Accounts:Bad Name:ApiKeySid is 'SK1'",
            "ContactCenter:Twilio:Accounts:Bad Name:ApiKeySecret is missing",
            "ContactCenter:Twilio:Accounts:Bad Name:MessagingServiceSid is 'MG1'",
            "ContactCenter:Twilio:Accounts:Bad Name:BaseUrl is 'http://api.example.test/'; set it to an https URL",
            "ContactCenter:Twilio:Accounts:Bad Name:Numbers is empty; with 2 accounts each must list its numbers",
            "ContactCenter:Twilio:Accounts:main:Numbers:a is '12 34'",
            "ContactCenter:Twilio:Accounts:main:AuthTokens:old is empty",
        })
        {
            faults.ShouldContain(fault => fault.StartsWith(expected, StringComparison.Ordinal), expected);
        }

        faults.Count.ShouldBe(13);
    }

    [Fact]
    public void No_account_at_all_is_a_fault_with_its_remedy()
    {
        using var bench = Faulty(options => options.Accounts.Clear());
        Should.Throw<OptionsValidationException>(() => bench.GetRequiredService<IOptions<TwilioOptions>>().Value).Message
            .ShouldBe("ContactCenter:Twilio:Accounts is empty; add an account, such as ContactCenter:Twilio:Accounts:main:AccountSid.");
    }

    [Fact]
    public void A_number_belongs_to_one_account()
    {
        using var bench = Faulty(options =>
        {
            options.Accounts["main"].Numbers["a"] = Bench.Number;
            options.Accounts["second"] = new TwilioAccountOptions
            {
                AccountSid = Bench.Sid,
                AuthTokens = { ["primary"] = new Secret("t") },
                Numbers = { ["b"] = Bench.Number },
            };
        });
        Should.Throw<OptionsValidationException>(() => bench.GetRequiredService<IOptions<TwilioOptions>>().Value).Message
            .ShouldBe($"ContactCenter:Twilio:Accounts:second:Numbers:b is '{Bench.Number}', which account 'main' has already; leave it with one of them.");
    }

    [Fact]
    public void Adding_it_twice_registers_it_once_and_applies_both_delegates()
    {
        using var services = Faulty(options => options.RequestTimeout = TimeSpan.FromSeconds(3), options => options.SettleTime = TimeSpan.FromSeconds(4));
        services.GetServices<Microsoft.Extensions.Options.IValidateOptions<TwilioOptions>>().Count().ShouldBe(1);
        var options = services.GetRequiredService<IOptions<TwilioOptions>>().Value;
        (options.RequestTimeout, options.SettleTime).ShouldBe((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task An_endpoint_that_no_account_serves_is_a_fault_with_its_remedy()
    {
        await using var bench = new Bench(new()
        {
            ["Accounts:main:Numbers:a"] = "+390611111111",
            ["Accounts:second:AccountSid"] = Bench.Sid,
            ["Accounts:second:AuthTokens:primary"] = "t",
            ["Accounts:second:Numbers:a"] = "12345",
        });
        bench.Channel.FindFault(Bench.At("acme", "ok", "12345")).ShouldBeNull();
        bench.Channel.FindFault(Bench.Endpoint).ShouldBe(
            $"No Twilio account serves endpoint 'line' of tenant 'acme'; add {Bench.Number} under ContactCenter:Twilio:Accounts:NAME:Numbers.");
        bench.Channel.FindFault(Bench.At("acme", "odd", "06 1234")).ShouldNotBeNull().ShouldContain("no SMS sender");
        (await bench.SendAsync(Bench.Message())).ShouldBe(new SendOutcome.Refused("twilio-no-account", IsTransient: false));
    }

    [Theory]
    [InlineData("+390612345678", true)]
    [InlineData("12345", true)]
    [InlineData("GAS Como", true)]
    [InlineData("+0", false)]
    [InlineData("+0612345678", false)]
    [InlineData("+39061234567890123", false)]
    [InlineData("0612345678", false)]
    [InlineData("Societa del Gas", false)]
    [InlineData("", false)]
    public void A_sender_is_E164_a_short_code_or_alphanumeric(string text, bool isSender) => PhoneAddress.IsSender(text).ShouldBe(isSender);

    private static ServiceProvider Faulty(params Action<TwilioOptions>[] configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ContactCenter:Twilio:Accounts:main:AccountSid"] = Bench.Sid,
            ["ContactCenter:Twilio:Accounts:main:AuthTokens:primary"] = Bench.Token,
        }).Build());
        foreach (var action in configure)
        {
            new FakeBuilder(services).AddTwilio(action);
        }

        return services.BuildServiceProvider();
    }
}
