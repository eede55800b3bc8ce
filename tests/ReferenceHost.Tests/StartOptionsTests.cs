using ContactCenter.Channels.Twilio;

namespace ReferenceHost.Tests;

/// <summary>The sample's command line.</summary>
public sealed class StartOptionsTests
{
    [Fact]
    public void Nothing_said_means_a_demo_on_this_machine_with_the_password_demo()
    {
        var options = StartOptions.Parse([]);

        (options.Demo, options.Help, options.Password, options.Number, options.Carrier).ShouldBe((true, false, "demo", "+390600000001", null));
        options.Url.IsLoopback.ShouldBeTrue();
        options.Data.ShouldBe(Path.Combine(StartOptions.Root, "data"));
    }

    [Fact]
    public void Every_option_is_read_and_the_help_lists_it()
    {
        var options = StartOptions.Parse(["--urls", "http://localhost:5999", "--data", "somewhere", "--no-demo", "--carrier", "http://127.0.0.1:5081", "--number", "+390611111111", "--sip", "127.0.0.1:5070", "--password", "secret"]);

        (options.Urls, options.Demo, options.Carrier, options.Number, options.Password).ShouldBe(("http://localhost:5999", false, new Uri("http://127.0.0.1:5081"), "+390611111111", "secret"));
        options.Sip.ToString().ShouldBe("127.0.0.1:5070");
        options.Data.ShouldBe(Path.GetFullPath("somewhere"));
        StartOptions.Parse(["--check"]).ShouldSatisfyAllConditions(static o => o.Check.ShouldBeTrue(), static o => o.Demo.ShouldBeFalse());
        StartOptions.Parse(["--no-demo", "--demo"]).Demo.ShouldBeTrue("the last word counts");
        StartOptions.Parse(["--help"]).Help.ShouldBeTrue();
        foreach (var option in new[] { "--urls", "--data", "--no-demo", "--check", "--carrier", "--number", "--sip", "--password" })
        {
            StartOptions.HelpText.ShouldContain(option);
        }
    }

    [Theory]
    [InlineData("--verbose is no option of the reference host; --help lists them.", "--verbose")]
    [InlineData("extra is no option of the reference host; --help lists them.", "--no-demo", "extra")]
    [InlineData("--data needs a value; --help lists the options.", "--data")]
    [InlineData("--password needs a value; --help lists the options.", "--no-demo", "--password")]
    [InlineData("--urls is 'localhost:5080', which is no URL; write it as http://localhost:5080.", "--urls", "localhost:5080")]
    [InlineData("--sip is '5070', which is no address and port; write it as 0.0.0.0:5060.", "--sip", "5070")]
    [InlineData("--carrier is 'carrier', which is no URL; write it as http://127.0.0.1:5081.", "--carrier", "carrier")]
    public void What_cannot_be_read_is_refused_with_the_reason(string reason, params string[] args) =>
        Should.Throw<ArgumentException>(() => StartOptions.Parse(args)).Message.ShouldBe(reason);

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://localhost:5080;http://*:5081")]
    [InlineData("http://center.example:5080")]
    public void Where_others_can_reach_the_host_no_well_known_password_opens_it(string urls)
    {
        var one = StartOptions.Parse(["--urls", urls]);

        one.Password.Length.ShouldBe(12);
        one.Password.ShouldNotBe(StartOptions.Parse(["--urls", urls]).Password, "a new one at each start");
    }

    [Fact]
    public void Our_own_carrier_signs_with_a_new_token_each_time_and_another_ones_with_the_one_it_was_given()
    {
        StartOptions.Parse([]).Token.ShouldNotBe(StartOptions.Parse([]).Token);
        var elsewhere = StartOptions.Parse(["--carrier", "http://127.0.0.1:9"]);
        var twilio = new TwilioOptions();

        elsewhere.Connect(twilio);
        twilio.Accounts.ShouldHaveSingleItem().Value.BaseUrl.ShouldBe(elsewhere.Carrier);
        twilio.Accounts["main"].AccountSid = "AC-mine";
        elsewhere.Connect(twilio);
        twilio.Accounts["main"].AccountSid.ShouldBe("AC-mine", "a configured account stays");
    }
}
