using ContactCenter.Channels.Twilio.Text;

namespace ContactCenter.Channels.Twilio.Tests.Text;

public sealed class TwilioTextTests
{
    [Fact]
    public void A_plan_has_the_parts_of_3GPP_23_038()
    {
        TwilioText.Plan("").ShouldBe(new MessagePlan(0, "GSM-7", 0, 160, null));
        TwilioText.Plan(new string('a', 161)).ShouldBe(new MessagePlan(2, "GSM-7", 161, 145, null));
        TwilioText.Plan("Добрый день").ShouldBe(new MessagePlan(1, "UCS-2", 11, 59, null));
    }

    [Fact]
    public void A_text_longer_than_Twilio_takes_is_a_fault_that_says_so()
    {
        TwilioText.Plan(new string('a', 1600)).Fault.ShouldBeNull();
        TwilioText.Plan(new string('a', 1601)).Fault.ShouldBe(
            "The text has 1601 characters; Twilio takes at most 1600. Shorten it or send it as several messages.");
    }
}
