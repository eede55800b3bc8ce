namespace ContactCenter.Sip.Tests.Messages.Torture;

/// <summary>Each message of RFC 4475, and what the RFC wants of who gets it. What a registrar, a proxy or a user agent does with a message that was read is said where it begins.</summary>
public sealed class Rfc4475Tests
{
    private static readonly Dictionary<string, Action> Cases = new([.. Rfc4475Valid.Cases, .. Rfc4475Invalid.Cases, .. Rfc4475Others.Cases]);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Rfc4475Theory]
    [MemberData(nameof(Names))]
    public void A_message_of_the_torture_test_gets_what_the_RFC_asks_for(string name) => Cases[name]();

    [Rfc4475Fact]
    public void Every_message_of_the_torture_test_has_its_case() => Rfc4475.Names().ShouldBe(Cases.Keys.Order(StringComparer.Ordinal));

    [Rfc4475Fact]
    public void What_is_taken_of_the_torture_test_is_written_and_read_again_without_a_change()
    {
        var taken = 0;
        foreach (var name in Rfc4475.Names())
        {
            if (ContactCenter.Sip.Messages.SipParser.TryParse(Rfc4475.Bytes(name), ContactCenter.Sip.Messages.SipLimits.Default, out var message, out _))
            {
                var written = message.ToArray();
                Samples.Parse(written).ToArray().ShouldBe(written, name);
                taken++;
            }
        }

        taken.ShouldBeGreaterThan(25);
    }
}
