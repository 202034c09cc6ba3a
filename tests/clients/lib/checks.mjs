// Tiny harness for the Node flows: the same as checks.py.
export const API = process.env.WIKI_API;
export const PRIVATE = process.env.WIKI_MODE === 'private';

export const ADMIN = { name: 'Admin', password: 'AdminPass12345' };
export const USER = { name: 'Alice', password: 'AlicePass12345' };
export const OTHER = { name: 'Bob', password: 'BobPass12345' };
export const BOT = { name: 'Robot', password: 'RobotPass12345' };
export const BOTPW = { name: 'Robot@edit', password: 'a'.repeat( 32 ) };
export const ADMIN_BOTPW = { name: 'Admin@all', password: 'b'.repeat( 32 ) };

export const RUN = Array.from( { length: 8 },
	() => String.fromCharCode( 97 + Math.floor( Math.random() * 26 ) ) ).join( '' );
export const title = ( name ) => `${ name } ${ RUN }`;
export const AGENT = 'wiki-client-checks/1.0 (test run)';

let passed = 0, failed = 0;
const t0 = Date.now();

export async function check( name, fn ) {
	try {
		await fn();
		passed++;
		console.log( `ok   ${ name }` );
	} catch ( e ) {
		failed++;
		const text = String( e && e.stack && process.env.FLOW_VERBOSE ? e.stack :
			( e && ( e.code ? `${ e.code }: ` : '' ) + ( e.message ?? e ) ) ).replace( /\s+/g, ' ' );
		console.log( `FAIL ${ name }: ${ text.slice( 0, process.env.FLOW_VERBOSE ? 2000 : 300 ) }` );
	}
}

export function truth( value, what = 'value' ) {
	if ( !value ) {
		throw new Error( `${ what } is ${ JSON.stringify( value ) }` );
	}
}

export function eq( a, b ) {
	if ( JSON.stringify( a ) !== JSON.stringify( b ) ) {
		throw new Error( `${ JSON.stringify( a ) } != ${ JSON.stringify( b ) }`.slice( 0, 400 ) );
	}
}

export function contains( box, item ) {
	if ( !box || !box.includes( item ) ) {
		throw new Error( `${ JSON.stringify( item ) } not in ${ JSON.stringify( box ) }`.slice( 0, 400 ) );
	}
}

/** The promise must be rejected; the error's text or code must mention `code`. */
export async function raises( promise, code = '' ) {
	let value;
	try {
		value = await promise;
	} catch ( e ) {
		const seen = `${ e?.code ?? '' } ${ e?.message ?? e } ${ JSON.stringify( e?.errors ?? '' ) } ${ e?.name ?? '' }`;
		if ( !seen.includes( code ) ) {
			throw new Error( `${ code } not in ${ seen }`.slice( 0, 400 ) );
		}
		return e;
	}
	throw new Error( `no exception, expected ${ code }; got ${ JSON.stringify( value ) }`.slice( 0, 300 ) );
}

export function png() {
	// A 1x1 PNG with random bytes after its end: never uploaded before.
	return Buffer.concat( [ Buffer.from(
		'89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489' +
		'0000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082', 'hex' ),
	Buffer.from( RUN + Math.random() ) ] );
}

export function done() {
	console.log( `time ${ ( ( Date.now() - t0 ) / 1000 ).toFixed( 1 ) } s` );
	console.log( `${ passed } passed, ${ failed } failed` );
	process.exit( failed ? 1 : 0 );
}
