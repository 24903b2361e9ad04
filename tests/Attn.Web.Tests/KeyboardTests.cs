using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A teacher without a mouse. The focus is visible everywhere.</summary>
public sealed class KeyboardTests(Browsers browsers)
{
    private const int MaxTabs = 60;
    private const string HasFocus = "element => element === document.activeElement";

    private const string FocusIsVisible = """
        () => {
          const style = getComputedStyle(document.activeElement);
          const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          return document.activeElement === document.body || isOutlined;
        }
        """;

    [Fact]
    public async Task A_teacher_opens_and_finishes_a_session_by_keyboard()
    {
        await using var program = await AttnProgram.StartAsync();
        await using var teacher = await Person.AtAsync(browsers.Browser, program.Url, Look.Projector());
        var page = teacher.Page;
        await page.GotoAsync("/");
        await TabsToAsync(page, page.Locator(".skip"));
        await TabsToAsync(page, teacher.Field("username"));
        await page.Keyboard.TypeAsync("demo_teacher_1");
        await TabsToAsync(page, teacher.Field("password"));
        await page.Keyboard.TypeAsync("password");
        await page.Keyboard.PressAsync("Enter");

        await teacher.Field("course-name").WaitForAsync();
        await TabsToAsync(page, teacher.Field("course-name"));
        await page.Keyboard.TypeAsync("Algebra");
        await TabsToAsync(page, page.GetByRole(AriaRole.Radio).First);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio).Nth(1)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await TabsToAsync(page, teacher.Button("open"));
        await page.Keyboard.PressAsync("Enter");

        await page.Locator(".qr-picture img").WaitForAsync();
        await TabsToAsync(page, page.Locator(".menu summary"));
        await page.Keyboard.PressAsync("Enter");
        await TabsToAsync(page, teacher.Button("ten-more"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".lead").First).ToContainTextAsync("24:");

        var finish = teacher.Button("finish");
        await TabsToAsync(page, finish);
        await page.Keyboard.PressAsync("Enter");
        await teacher.Dialog.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(teacher.Dialog).ToHaveCountAsync(0);
        await Assertions.Expect(finish).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await teacher.Dialog.WaitForAsync();
        await TabsToAsync(
            page,
            teacher.Dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["finish"], Exact = true })
        );
        await page.Keyboard.PressAsync("Enter");
        await teacher.Link("to-records").WaitForAsync();
        await TabsToAsync(page, teacher.Link("to-records"));
        await page.Keyboard.PressAsync("Enter");
        await teacher.IsAtAsync("/teacher/sessions/");
        teacher.HadNoError();
    }

    private static async Task TabsToAsync(IPage page, ILocator goal)
    {
        for (var tab = 0; tab < MaxTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(
                await page.EvaluateAsync<bool>(FocusIsVisible),
                $"The focus cannot be seen on the way to {goal}."
            );
            if (await goal.EvaluateAsync<bool>(HasFocus))
                return;
        }
        Assert.Fail($"The Tab key does not reach {goal}.");
    }
}
