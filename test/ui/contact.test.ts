import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ContactSchema, TownSchema } from '../../src/model/index.ts';
import { contactAddresses } from '../../src/ui/contact-links.ts';

const name = { zh: '示例镇规划办', en: 'Planning Office of Sample Town' };
const about = '2.2-7 污水处理厂 & 管网';

describe('the contact for remarks', () => {
  it('names the item in each address, and sends nothing', () => {
    const { email, form, telephone } = contactAddresses(
      {
        name,
        email: 'plan@sample.example',
        form: 'https://sample.example/remarks?about={item}&from=map',
        telephone: '+86 999-123 4567',
      },
      about,
      'https://sample.example/#item=2.2-7&lang=en',
    );
    const mail = new URL(email!);
    expect([mail.protocol, mail.pathname]).toEqual(['mailto:', 'plan@sample.example']);
    expect(mail.searchParams.get('subject')).toBe(about);
    expect(mail.searchParams.get('body')).toContain('https://sample.example/#item=2.2-7&lang=en');
    const asked = new URL(form!);
    expect([...asked.searchParams]).toEqual([
      ['about', about],
      ['from', 'map'],
    ]);
    expect(telephone).toBe('tel:+869991234567');
    expect(contactAddresses({ name, telephone: '12345' }, about, '')).toEqual({ telephone: 'tel:12345' });
  });

  it('is checked: no address that runs, no second header in a mail', () => {
    const good = (contact: object) => v.safeParse(ContactSchema, { name, ...contact }).success;
    expect(good({ email: 'a@b.example' })).toBe(true);
    expect(good({ form: 'https://b.example/{item}' })).toBe(true);
    for (const wrong of [
      { email: 'a@b.example?bcc=c@d.example' },
      { email: 'nobody' },
      { form: 'javascript:alert(1)' },
      { telephone: '12' },
      { fax: '12345' },
    ])
      expect(good(wrong)).toBe(false);
  });

  it('is given by nobody unless the package does', () => {
    const town = JSON.parse(readFileSync('data/town.json', 'utf8')) as object;
    expect(v.parse(TownSchema, town).contact).toBeUndefined();
    expect(v.parse(TownSchema, { ...town, contact: { name, telephone: '12345' } }).contact?.telephone).toBe(
      '12345',
    );
  });
});
